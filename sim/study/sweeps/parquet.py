"""Tables as Parquet files, and whether a file is still what was written: disks fail, and copies break off."""

import io
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


def as_parquet(table: "pa.Table", rows_at_once: int | None = None) -> bytes:
    """A table as a whole Parquet file, in stretches of so many rows. Its pages carry checksums."""
    import pyarrow.parquet as pq

    content = io.BytesIO()
    pq.write_table(table, content, compression="zstd", row_group_size=rows_at_once, write_page_checksum=True)
    return content.getvalue()


def is_as_written(file: IO[bytes], columns: Sequence[str] | None = None) -> bool:
    """Whether a Parquet file can be read and its pages fit their checksums, of some columns or of all.

    Of all, whether it is to the last byte what is written of its rows, where the same library wrote it.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(file, columns=columns, page_checksum_verification=True)
        if columns is not None:
            return True
        again = as_parquet(table)
        file.seek(0)
        writer = pq.read_metadata(file).created_by
        file.seek(0)
        return writer != pq.read_metadata(io.BytesIO(again)).created_by or file.read() == again
    except (pa.ArrowException, OSError, ValueError):
        return False
