"""Kill -9 under load, and the books that have to balance afterwards."""
