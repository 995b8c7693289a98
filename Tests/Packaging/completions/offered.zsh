# zsh -f offered.zsh FILE LINE: prints what zsh offers after LINE with the completion in FILE, which
# must be named as zsh wants it: _nmemid.
#
# zsh completes only in its line editor, so an interactive zsh gets the line and a tab, on a terminal of
# its own. There, compadd, through which every completion goes, tells what it adds.
zmodload zsh/zpty
cat >$TMPDIR/.zshrc <<END
PS1= PS2= fpath=(${(q)1:h} \$fpath)
unsetopt zle_bracketed_paste prompt_sp prompt_cr
autoload -Uz compinit
compinit -u -d ${(q)TMPDIR}/dump
compadd() {
  local -a added
  # Asked for an array, it adds nothing.
  if ! (( \${@[(I)-[a-zA-Z12]#[OAD]]} )); then
    builtin compadd -O added "\$@"
    print -rl -- OFFERED:\$^added
  fi
  builtin compadd "\$@"
}
tell() {
  zle list-choices
  print -r -- THAT-IS-ALL
}
zle -N tell
bindkey '^I' tell
print -r -- READY
END
ZDOTDIR=$TMPDIR zpty -b terminal zsh -i -d
zpty -r terminal output '*READY*'
zpty -n -w terminal "$2"$'\t'
zpty -r terminal output '*THAT-IS-ALL*'
zpty -d terminal
print -r -- $output | tr '\r' '\n' | sed -n 's|\\||g; s|.*OFFERED:||p'
