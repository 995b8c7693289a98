#!/bin/sh
# The hosts that the playbooks are run against, for playbooks.sh; $WORK is a folder of our own.

# lan: the network between this machine and its hosts, and the way to log in there.
lan() {
  mount -t tmpfs -o mode=755 tmpfs "$WORK"
  mkdir -p /run/netns "$WORK/home"
  mount -t tmpfs tmpfs /run/netns
  ip link set lo up
  ip link add lan type bridge
  ip address add 10.99.0.254/24 dev lan
  ip link set lan up

  ssh-keygen -q -t ed25519 -N '' -f "$WORK/host_key"
  ssh-keygen -q -t ed25519 -N '' -f "$WORK/key"
  sed 's/^/* /' "$WORK/host_key.pub" >"$WORK/known_hosts"
  cat >"$WORK/ssh_config" <<END
User root
IdentityFile $WORK/key
UserKnownHostsFile $WORK/known_hosts
StrictHostKeyChecking yes
LogLevel ERROR
ControlMaster auto
ControlPersist 60
END
}

# eventually MESSAGE LOG COMMAND…: waits until a command succeeds.
eventually() {
  message=$1
  log=$2
  shift 2
  tries=0
  until "$@" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || { cat "$log" >&2 && fail "$message"; }
    sleep 0.1
  done
}

# start NAME NUMBER FOLDER: a network and a name of its own, and an sshd in the system that is in a folder.
start() {
  ip netns add "$1"
  ip link add "to-$1" type veth peer name eth0 netns "$1"
  ip link set "to-$1" master lan up
  ip -n "$1" address add "10.99.0.$2/24" dev eth0
  ip -n "$1" link set eth0 up
  mkdir -p "$3/run/sshd"
  # shellcheck disable=SC2016 # the other shell expands them
  ip netns exec "$1" unshare --uts --mount sh -c '
    hostname "$1"
    mount --rbind /dev "$2/dev"
    mount -t proc proc "$2/proc"
    exec chroot "$2" /usr/sbin/sshd -D -f /etc/ssh/of_this_host' sh "$1" "$3" >"$WORK/$1.log" 2>&1 &
  eventually "there is no sshd on $1" "$WORK/$1.log" ssh -F "$WORK/ssh_config" "10.99.0.$2" true
}

# system FOLDER LINE…: this machine's system, changed only there, whose sshd has these settings, too.
system() {
  system=$1
  shift
  mkdir -p "$system" "$system.upper" "$system.work"
  mount -t overlay -o "lowerdir=/,upperdir=$system.upper,workdir=$system.work" overlay "$system"
  rm -rf "$system/etc/nmemid" "$system/etc/ansible" "$system/var/lib/nmemid" "$system/usr/bin/nmemid" "$system/usr/local/bin/nmemid"
  rm -f "$system/root/.bashrc" "$system/root/.profile"
  cp "$WORK/host_key" "$system/etc/ssh/host_key"
  cp "$WORK/key.pub" "$system/etc/ssh/keys"
  cat >"$system/etc/ssh/of_this_host" <<END
HostKey /etc/ssh/host_key
AuthorizedKeysFile /etc/ssh/keys
PermitRootLogin prohibit-password
StrictModes no
Subsystem sftp internal-sftp
PidFile none
$(printf '%s\n' "$@")
END
}

# guest NAME NUMBER BUS: a guest with a recorded bus.
guest() {
  system "$WORK/$1" 'SetEnv UMOCKDEV_DIR=/bus LD_PRELOAD=libumockdev-preload.so.0'
  mkdir "$WORK/$1/bus"
  tar -xJf "$ROOT/Tests/Buses/$3.tar.xz" -C "$WORK/$1/bus"
  start "$1" "$2" "$WORK/$1"
}

# esxi NAME NUMBER: an ESXi host: whoever logs in is in a system that has BusyBox' ash, the commands that the script may
# use, and the stand-in for vmkfstools; no Python, nor anything else. Its datastores are in $WORK/NAME/esxi/vmfs/volumes.
esxi() {
  system "$WORK/$1" 'ChrootDirectory /esxi' 'SetEnv PATH=/bin'
  esxi=$WORK/$1/esxi
  busybox=$(command -v busybox)
  mkdir -p "$esxi/bin" "$esxi/usr/bin" "$esxi/dev" "$esxi/vmfs/volumes"
  cp "$busybox" "$esxi/usr/bin"
  for library in $(ldd "$busybox" | grep -o '/[^ ]*'); do
    mkdir -p "$esxi${library%/*}"
    cp "$library" "$esxi$library"
  done
  for command in ash sh date dd ls sed tr uname; do
    ln -s /usr/bin/busybox "$esxi/bin/$command"
  done
  # The stand-in's own, which are not on the PATH.
  for command in sed grep rm; do
    ln -s /usr/bin/busybox "$esxi/usr/bin/$command"
  done
  cp "$ROOT/Tests/Collect/bin/vmkfstools" "$esxi/bin"
  mknod -m 666 "$esxi/dev/null" c 1 3
  sed -i 's|^\(root:.*\):[^:]*$|\1:/bin/ash|' "$WORK/$1/etc/passwd"
  start "$1" "$2" "$WORK/$1"
}

# vmdk HOST FILE UUID [LINE]: a VMDK on a datastore of an ESXi host.
vmdk() {
  file=$WORK/$1/esxi/vmfs/volumes/$2
  mkdir -p "${file%/*}"
  printf 'ddb.uuid = "%s"\n%s\n' "$3" "${4-}" >"$file"
}
