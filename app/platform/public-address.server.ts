import { BlockList, isIP } from "node:net";

// IANA's registries of special-purpose addresses: what is not on the public internet, and ways to tunnel to it.
const special4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const;

const special6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
] as const;

const special = new BlockList();
for (const [net, prefix] of special4) special.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of special6) special.addSubnet(net, prefix, "ipv6");
const unicast6 = new BlockList();
unicast6.addSubnet("2000::", 3, "ipv6");
const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/**
 * Is this IP address one on the public internet: not private, loopback, link-local, reserved, an IPv4 address written
 * as IPv6, or a tunnel to one? False for what is no IP address.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special.check(address, "ipv4");
  return family === 6 && unicast6.check(address, "ipv6") && !special.check(address, "ipv6");
}

/** Is this an IP address of the machine itself? An IPv4 address written as IPv6 is not. */
export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !/ffff:/i.test(address) && loopback.check(address, family === 4 ? "ipv4" : "ipv6");
}

/** The host of a web address as `isIP` takes it: without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, "$1");
