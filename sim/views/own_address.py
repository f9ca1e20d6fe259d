"""This computer's address on the internet: nobody's to know, and nobody's to ask for."""


def ask_nobody() -> None:
    """Let Streamlit take it that there is none, or it asks a server of Amazon's: at its start, and of other origins."""
    from streamlit import net_util

    net_util._external_ip = ""  # known already, and no host is named so
