"""A CSV file that may be anything: read with its line numbers, or refused with the line and a remedy."""

import gzip
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.inputs.company_files.csv_file import MOST_TOLD, Refusals, open_csv


def written(folder: Path, content: str | bytes, name: str = "some.csv") -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def rows(file: Path, **how: str) -> tuple[list[tuple[int, list[str]]], list[str]]:
    refusals = Refusals()
    found = list(open_csv(file, **how).rows(refusals))
    return found, [str(one) for one in refusals.told]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_read_off_the_header(tmp_path: Path, mark: str) -> None:
    file = written(tmp_path, f"id{mark}tenure\na{mark}1\nb{mark}2\n")
    assert open_csv(file).separator == mark
    assert rows(file) == ([(2, ["a", "1"]), (3, ["b", "2"])], [])


def test_a_spreadsheets_own_first_line_tells_it(tmp_path: Path) -> None:
    file = written(tmp_path, "sep=;\r\nid;a,b\r\nx;1\r\n")
    assert open_csv(file).columns == ("id", "a,b")
    assert rows(file)[0] == [(3, ["x", "1"])]


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    file = written(tmp_path, 'id,note\r\n\r\na,"two\r\nlines"\r\nb,one\r\n')
    assert [line for line, _ in rows(file)[0]] == [3, 5]


def test_a_row_of_another_width_is_refused_by_line(tmp_path: Path) -> None:
    kept, refused = rows(written(tmp_path, "id,tenure\na;1\nb,2\nc,3,4\n"))
    assert kept == [(3, ["b", "2"])]
    assert refused == [
        "line 2: has 1 cell and the header 2; is it separated by semicolon?",
        "line 4: has 3 cells and the header 2",
    ]


def test_quotes_that_do_not_match_are_told_by_line(tmp_path: Path) -> None:
    kept, refused = rows(written(tmp_path, 'id,note\na,"x"y\nb,fine\n'))
    assert kept == [(3, ["b", "fine"])]
    assert "line 2: text follows a closing quote" in refused[0]
    with pytest.raises(InputError, match="line 3: a quote is opened here and not closed"):
        rows(written(tmp_path, 'id,note\na,b\nc,"open\nd,e\n'))
    with pytest.raises(InputError, match="line 3: a quote is opened here and not closed"):
        rows(written(tmp_path, 'id,note\na,b\nc,"open\n' + "d,e\n" * 50_000))


def test_a_cell_beyond_all_measure_costs_its_row_only(tmp_path: Path) -> None:
    kept, refused = rows(written(tmp_path, f"id,note\na,{'x' * 200_000}\nb,fine\n"))
    assert kept == [(3, ["b", "fine"])]
    assert refused == ["line 2: has a cell of more than 100,000 characters"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_other_encodings_are_read_when_told_and_named_when_not(tmp_path: Path, encoding: str) -> None:
    file = written(tmp_path, "id,town\na,Köln\n".encode(encoding))
    assert rows(file, encoding="utf-8" if encoding == "utf-8-sig" else encoding)[0] == [(2, ["a", "Köln"])]
    if encoding == "cp1252":
        with pytest.raises(InputError, match=r"line 2 is not utf-8 text; .* --encoding cp1252"):
            rows(file)
    if encoding == "utf-16":
        with pytest.raises(InputError, match="is UTF-16 text; save it as UTF-8, or say --encoding utf-16"):
            rows(file)


def test_a_bad_letter_far_down_is_told_by_its_line(tmp_path: Path) -> None:
    file = written(tmp_path, b"id,town\n" + b"a,Bonn\n" * 5000 + b"b,K\xf6ln\n")
    with pytest.raises(InputError, match="line 5002 is not utf-8 text"):
        rows(file)


def test_a_packed_file_is_unpacked_on_the_way(tmp_path: Path) -> None:
    packed = gzip.compress(b"id,tenure\n" + b"a,1\n" * 20_000)
    assert len(rows(written(tmp_path, packed, "some.csv.gz"))[0]) == 20_000
    with pytest.raises(InputError, match="cannot be"):
        rows(written(tmp_path, packed[:-30], "cut.csv.gz"))
    with pytest.raises(InputError, match="cannot be read"):
        open_csv(written(tmp_path, "id,tenure\n", "plain.csv.gz"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n \n", "is empty"),
        (b"\nid,tenure\n", "line 1 is empty; the first line has to name the columns"),
        (b"PK\x03\x04 rest", "is a zip archive or a workbook, not a CSV file"),
        (b"a\0b,c\n", "is a binary file"),
        (b"tenure\n1\n", "names one column only, tenure"),
        (b"a,b;c\n", "could be separated by comma or semicolon; say which with --separator"),
        (b'"a,b\n', "the header cannot be read"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        open_csv(written(tmp_path, content))
    assert said in str(caught.value)
    assert "some.csv" in str(caught.value)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        open_csv(tmp_path / "nothing.csv")
    with pytest.raises(InputError, match="is not a plain file"):
        open_csv(tmp_path)
    with pytest.raises(InputError, match="there is no such encoding"):
        open_csv(written(tmp_path, "a,b\n1,2\n"), encoding="klingon")


def test_columns_missing_or_double_are_named(tmp_path: Path) -> None:
    file = open_csv(written(tmp_path, "id,price,price,=x\na,1,2,3\n"))
    with pytest.raises(InputError, match=r"line 1: the column price is there more than once \(columns 2 and 3\)"):
        file.place("price")
    with pytest.raises(InputError, match="there is no column tenure; there are id, price, price, '=x"):
        file.place("tenure")


def test_refusals_are_counted_beyond_those_that_are_told(tmp_path: Path) -> None:
    refusals = Refusals()
    for line in range(MOST_TOLD + 5):
        refusals.add(line, "price", "=1+1", "is a formula")
    assert refusals.count == MOST_TOLD + 5
    assert len(refusals.told) == MOST_TOLD
    assert refusals.told[0].value == "'=1+1"
