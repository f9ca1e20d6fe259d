"""What happens: people with clocks, the company, the data market, the press and the law."""
