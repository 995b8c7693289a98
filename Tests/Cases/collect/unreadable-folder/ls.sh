# Who runs the tests may be root, to whom no folder is closed: to this ls one is. It is a function, since
# some builds of BusyBox' ash take their own ls before any on the PATH.
ls() {
  case $1 in
    */closed/)
      echo "ls: $1: Input/output error" >&2
      return 1
      ;;
  esac
  command ls "$@"
}
