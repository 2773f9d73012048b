@rem Scripts of package.json begin with the shell's word "exec", so that a signal to npm reaches the program. Windows' shell
@rem has no such word and runs this file in its place.
@%*
