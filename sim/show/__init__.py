"""What people see: words and figures made from results."""
