/**
 * Installs a PostgreSQL package without what Debian's and Ubuntu's do besides: make a cluster `main` and start it. For the duration alone
 * /etc/postgresql-common/createcluster.conf says `create_main_cluster = false`, and /usr/sbin/policy-rc.d, where there is none, forbids the start of
 * services; both are put back as they were, however it ends.
 */
export function installWithoutCluster(name: string): readonly string[] {
  return ['sh', '-c', script, 'install-without-cluster', name]
}

const script = `set -e
conf=/etc/postgresql-common/createcluster.conf
policy=/usr/sbin/policy-rc.d
kept=$(mktemp -d)
restore() {
  if [ -e "$kept/conf" ]; then cp -p "$kept/conf" "$conf"; fi
  if [ -e "$kept/own-policy" ]; then rm -f "$policy"; fi
  rm -rf "$kept"
}
trap restore EXIT
trap 'exit 1' HUP INT TERM
if [ ! -e "$policy" ]; then
  touch "$kept/own-policy"
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
apt-get install -y --no-install-recommends --no-remove postgresql-common
cp -p "$conf" "$kept/conf"
printf '\\ncreate_main_cluster = false\\n' >> "$conf"
apt-get install -y --no-install-recommends --no-remove "$1"
`
