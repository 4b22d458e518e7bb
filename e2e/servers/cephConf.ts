/** What one node of Ceph on loopback is told. */
export interface CephNode {
  readonly dir: string;
  readonly fsid: string;
  readonly monPorts: { readonly v1: number; readonly v2: number };
  readonly gatewayPort: number;
  /** Seconds that the gateway's lifecycle takes for a day. */
  readonly lifecycleDaySeconds: number;
}

/** Where the monitor listens, as Ceph writes it. */
export function monAddress({ monPorts }: CephNode): string {
  return `[v2:127.0.0.1:${monPorts.v2},v1:127.0.0.1:${monPorts.v1}]`;
}

/** The ceph.conf of a node with one monitor, one OSD that keeps its data in memory, and one S3 gateway. */
export function cephConf(node: CephNode): string {
  const { dir } = node;
  return `[global]
fsid = ${node.fsid}
mon host = ${monAddress(node)}
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
auth allow insecure global id reclaim = true
public addr = 127.0.0.1
cluster addr = 127.0.0.1
keyring = ${dir}/keyring
run dir = ${dir}/run
admin socket = ${dir}/run/$name.$pid.asok
pid file = ${dir}/run/$name.pid
log file = ${dir}/log/$name.log
mon data = ${dir}/mon
osd data = ${dir}/osd

# One copy of everything, on one disk that is memory.
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
mon allow pool size one = true
mon max pg per osd = 1000
osd crush chooseleaf type = 0
osd objectstore = memstore
memstore device bytes = 8589934592

# A monitor that is alone has nobody to wait for: each new pool takes a round of it.
paxos propose interval = 0.05
paxos min wait = 0.01

rgw frontends = beast endpoint=127.0.0.1:${node.gatewayPort} tcp_nodelay=1
rgw crypt require ssl = false
rgw thread pool size = 64
rgw lc debug interval = ${node.lifecycleDaySeconds}
# Deleted and overwritten data leaves memory in seconds; the default is two hours.
rgw gc obj min wait = 5
rgw gc processor period = 5
rgw gc processor max time = 5
`;
}
