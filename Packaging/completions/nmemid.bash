# Completion of nmemid for bash. What it knows of commands, options and columns is generated.

@bash@

# Completes the word that is being written.
_nmemid() {
  local current=${COMP_WORDS[COMP_CWORD]}
  # The kind of value that the last option takes, and whether that is still to come.
  local value='' pending=''
  local command='' literal='' options columns operands word i letter
  local -a written=()

  # What stands before it: the command, and perhaps an option that waits for its value.
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $word == "=" ]]; then
      # Bash takes --name=value apart, and NAME=FILE.
      pending=$value
    elif [[ -n $pending ]]; then
      pending=
    elif [[ -n $literal || $word != -?* ]]; then
      if [[ -z $command ]]; then
        command=map
        [[ -z $literal && " $_nmemid_commands " == *" $word "* ]] && command=$word
      fi
    elif [[ $word == -- ]]; then
      literal=yes
    else
      if [[ $word == --* ]]; then
        written+=("$word")
      else
        for ((letter = 1; letter < ${#word}; letter++)); do
          written+=("-${word:letter:1}")
        done
      fi
      # In a cluster of letters, only the last one can wait for a value.
      _nmemid_value "${written[-1]}"
      pending=$value
    fi
  done
  if [[ $current == "=" ]]; then
    current=''
    pending=$value
  fi

  _nmemid_command "${command:-map}" "${written[@]}"
  COMPREPLY=()
  if [[ -n $pending ]]; then
    _nmemid_complete "$pending"
  elif [[ -z $literal && $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
  else
    _nmemid_complete "$operands"
    [[ -n $command || -n $literal ]] || _nmemid_words "$_nmemid_commands"
  fi
}

# _nmemid_complete KIND: completes the current word as one of a kind.
_nmemid_complete() {
  local kind=${1%% *} details=${1#* }
  case $kind in
    files) _nmemid_files ;;
    words) _nmemid_words "$details" ;;
    columns) _nmemid_list "$columns" ;;
    devices) _nmemid_list "$(_nmemid_devices "$details")" ;;
    things-and-files)
      _nmemid_words "$(_nmemid_devices "$details")"
      _nmemid_things
      _nmemid_files
      ;;
  esac
}

# _nmemid_words WORDS: adds those that start like the current word.
_nmemid_words() {
  local word
  for word in $1; do
    [[ $word == "$current"* ]] && COMPREPLY+=("$word")
  done
}

# _nmemid_things: adds the devices, mount points and VMDKs of the NVDIMMs of this machine.
_nmemid_things() {
  local thing
  while IFS= read -r thing; do
    [[ $thing == "$current"* ]] && COMPREPLY+=("$thing")
  done < <("${COMP_WORDS[0]}" --generate things 2>/dev/null)
}

# _nmemid_files: adds the files and folders.
_nmemid_files() {
  local -a files
  mapfile -t files < <(compgen -f -- "$current")
  COMPREPLY+=("${files[@]}")
  compopt -o filenames 2>/dev/null
}

# _nmemid_list WORDS: adds those that are not yet in the list of which the current word is the
# beginning: NAME,ID or +SIZE,B. Upper and lower case are the same.
_nmemid_list() {
  local part=${current##*[,+]} word
  local before=${current%"$part"}
  for word in $1; do
    if [[ ${word,,} == "${part,,}"* && ",${before#+}" != *",$word,"* ]]; then
      COMPREPLY+=("$before$word")
    fi
  done
  # One more may follow.
  compopt -o nospace 2>/dev/null
}

# _nmemid_devices PREFIXES: prints the devices of this machine's NVDIMM bus that start so.
_nmemid_devices() {
  local prefix device
  for prefix in $1; do
    for device in "/sys/bus/nd/devices/$prefix"*; do
      [[ -e $device ]] && printf '%s\n' "${device##*/}"
    done
  done
}

complete -F _nmemid nmemid
