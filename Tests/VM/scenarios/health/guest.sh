# shellcheck shell=sh
# VMware's tests expect guests to report "ok". Here one DIMM reports that, one reports worse, and one has no method for it.
run ndctl.json ndctl list -DHi
run health.json nmemid list --health --json
run health nmemid list --health --noheadings -o NAME,HEALTH
run_as_user health-of-user nmemid list --health --noheadings -o NAME,HEALTH
