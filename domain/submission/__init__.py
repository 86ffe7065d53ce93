"""The submission (tờ trình): one paper that carries many nominations to the next level."""
