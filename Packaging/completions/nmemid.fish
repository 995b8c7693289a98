# Completion of nmemid for fish. What it knows of commands, options and columns is generated.

# The command that the words before the current one are about: map, if they are files. Nothing, if it
# may still come.
function __nmemid_command
    set -l words (commandline -opc)[2..-1]
    while set -q words[1]
        switch $words[1]
            case --
                echo map
                return
            case '--*'
                contains -- $words[1] $__nmemid_valued; and set -e words[1]
            case '-?*'
                # In a cluster of letters, the last one may take the next word.
                contains -- -(string sub -s -1 -- $words[1]) $__nmemid_valued; and set -e words[1]
            case '*'
                contains -- $words[1] $__nmemid_commands; and echo $words[1]; or echo map
                return
        end
        set -e words[1]
    end
end

function __nmemid_has_no_command
    set -l command (__nmemid_command)
    test -z "$command"
end

# The command that is written, or meant.
function __nmemid_command_meant
    set -l command (__nmemid_command)
    test -n "$command"; and echo $command; or echo map
end

# Whether one of these is the command.
function __nmemid_is
    contains -- (__nmemid_command_meant) $argv
end

# Puts what is written of a list before its last part before each line, unless it has that word: of
# NAME,I that is NAME, and of +SI it is +.
function __nmemid_listed
    set -l list (commandline -ct | string replace -r -- '^--[a-z-]+=' '')
    set -l before (string match -r -- '^\+?(?:.*,)?' "$list")
    while read -l line
        contains -- (string split \t $line)[1] (string split , -- (string trim -l -c + -- "$before"))
        or printf '%s%s\n' "$before" $line
    end
end

# Lists the columns of the command.
function __nmemid_columns
    set -l command (__nmemid_command_meant)
    functions -q __nmemid_columns_of_$command; and __nmemid_columns_of_$command | __nmemid_listed
end

# Lists the devices of this machine's NVDIMM bus that start so.
function __nmemid_devices
    for prefix in $argv
        for device in /sys/bus/nd/devices/$prefix*
            string replace -r -- '.*/' '' $device
        end
    end | __nmemid_listed
end

# Lists the devices, mount points and VMDKs of the NVDIMMs of this machine.
function __nmemid_things
    command nmemid --generate things 2>/dev/null
end

@fish@
