"""How sure an answer is: what it turns on, how much rests on assumptions, and what knowing more would be worth."""
