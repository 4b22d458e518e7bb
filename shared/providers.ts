import type { Addressing } from './contract/connections.ts';

/** What Stave knows of a provider before it has talked to it. */
export type Provider = {
  id: string;
  name: string;
  /** `{region}` is filled in; '' for Amazon's own endpoints. */
  endpoint: string;
  /** The first is the default. */
  regions: string[];
  addressing: Addressing;
  /** Whether the server takes CRC32 checksums in headers and trailers on every request. */
  checksums: 'supported' | 'when-required';
  /** Most parts in one multipart upload. */
  maxParts: number;
  /**
   * `md5`: the ETag of a part is its MD5, and that of an object in parts the MD5 of those with their number (S3 User
   * Guide, "Checking object integrity"). `opaque`: they say nothing of the bytes.
   */
  etags: 'md5' | 'opaque';
};

const common = { addressing: 'path', checksums: 'when-required', maxParts: 10_000, etags: 'md5' } as const;

export const PROVIDERS: readonly Provider[] = [
  { ...common, id: 'custom', name: 'S3-compatible', endpoint: '', regions: ['us-east-1'] },
  {
    id: 'aws',
    name: 'Amazon S3',
    endpoint: '',
    regions: [
      'us-east-1',
      'us-east-2',
      'us-west-1',
      'us-west-2',
      'eu-central-1',
      'eu-west-1',
      'eu-north-1',
      'ap-southeast-1',
      'ap-northeast-1',
      'sa-east-1',
    ],
    addressing: 'virtual-host',
    checksums: 'supported',
    maxParts: 10_000,
    etags: 'md5',
  },
  { ...common, id: 'minio', name: 'MinIO', endpoint: 'http://127.0.0.1:9000', regions: ['us-east-1'] },
  { ...common, id: 'ceph', name: 'Ceph RGW', endpoint: 'http://127.0.0.1:7480', regions: ['us-east-1'] },
  {
    ...common,
    id: 'seaweedfs',
    name: 'SeaweedFS',
    endpoint: 'http://127.0.0.1:8333',
    regions: ['us-east-1'],
    // https://github.com/rclone/rclone/blob/master/backend/s3/provider/SeaweedFS.yaml: use_multipart_etag: false
    etags: 'opaque',
  },
  {
    ...common,
    // Its ETags have followed the rule since 2023: https://developers.cloudflare.com/r2/objects/multipart-objects
    id: 'r2',
    name: 'Cloudflare R2',
    endpoint: 'https://ACCOUNT.r2.cloudflarestorage.com',
    regions: ['auto'],
  },
  {
    ...common,
    id: 'b2',
    name: 'Backblaze B2',
    endpoint: 'https://s3.{region}.backblazeb2.com',
    regions: ['us-west-004', 'us-east-005', 'eu-central-003'],
  },
  {
    ...common,
    id: 'digitalocean',
    name: 'DigitalOcean Spaces',
    endpoint: 'https://{region}.digitaloceanspaces.com',
    regions: ['nyc3', 'ams3', 'fra1', 'sgp1', 'sfo3'],
    addressing: 'virtual-host',
  },
  { ...common, id: 'vk', name: 'VK Cloud', endpoint: 'https://hb.ru-msk.vkcloud-storage.ru', regions: ['ru-msk'] },
  {
    ...common,
    id: 'cloudru',
    name: 'Cloud.ru (SberCloud)',
    endpoint: 'https://s3.cloud.ru',
    regions: ['ru-central-1'],
  },
  {
    ...common,
    id: 'selectel',
    name: 'Selectel',
    endpoint: 'https://s3.{region}.storage.selcloud.ru',
    regions: ['ru-1', 'ru-7', 'gis-1'],
  },
  {
    ...common,
    id: 'yandex',
    name: 'Yandex Object Storage',
    endpoint: 'https://storage.yandexcloud.net',
    regions: ['ru-central1'],
  },
  {
    ...common,
    id: 'wasabi',
    name: 'Wasabi',
    endpoint: 'https://s3.{region}.wasabisys.com',
    regions: ['us-east-1', 'eu-central-1', 'ap-northeast-1'],
  },
];

/** The preset of that id; the custom one for an unknown id. */
export function providerOf(id: string): Provider {
  const found = PROVIDERS.find((p) => p.id === id) ?? PROVIDERS[0];
  if (!found) throw new Error('no provider presets');
  return found;
}
