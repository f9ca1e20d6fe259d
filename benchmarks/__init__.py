"""One table of speeds and sizes, each beside a peer measured in the same run: `make bench`."""
