"""A workshop: its folder, who has answered, what the room discusses and agrees on."""
