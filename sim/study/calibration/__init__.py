"""What a company's own figures say: retention, its customers, its own event, fitted."""
