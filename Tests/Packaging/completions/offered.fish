# fish offered.fish FILE LINE: prints what fish offers after LINE with the completion in FILE.
source $argv[1]
complete -C $argv[2] | string replace -r -- '\t.*' ''
