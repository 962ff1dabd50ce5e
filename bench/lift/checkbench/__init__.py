"""Do `check` and `verify` judge real notebooks rightly?"""
