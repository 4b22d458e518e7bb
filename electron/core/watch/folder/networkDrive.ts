import { statfs } from 'node:fs/promises';

/** Types of file systems (`f_type` of statfs on Linux) whose changes may be made by other computers: no system tells of those. */
const NETWORK_TYPES = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB2
  0x65735546, // FUSE: sshfs, rclone, s3fs
  0x01021997, // 9P
  0x5346414f, // AFS
  0x6b414653, // AFS of the kernel
  0x73757245, // Coda
  0x00c36400, // Ceph
  0x0bd00bd0, // Lustre
  0x7461636f, // OCFS2
  0x47504653, // GPFS
  0x19830326, // BeeGFS
  0x564c, // NCP
  0x786f4256, // VirtualBox's shared folders
  0xbacbacbc, // VMware's shared folders
  0x7c7c6673, // Parallels' shared folders
]);

/** The file system's type by number (`f_type`). */
export async function fileSystemType(folder: string): Promise<number> {
  return (await statfs(folder)).type;
}

/** Whether a folder is on a drive of another computer, or of the computer that this one runs in: its changes are not told. */
export async function isOnNetwork(folder: string, typeOf = fileSystemType): Promise<boolean> {
  if (process.platform === 'win32') return /^[\\/]{2}(?![?.][\\/])|^[\\/]{2}\?[\\/]UNC[\\/]/i.test(folder);
  // Elsewhere than on Linux the numbers mean something else.
  if (process.platform !== 'linux') return false;
  return NETWORK_TYPES.has((await typeOf(folder)) >>> 0);
}
