import { lookup as resolve, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { DomainError } from '../../../../gis/errors.ts';

/** Addresses that no partner on the internet has: own machine, own network, metadata services of clouds, documentation, multicast. */
const inner = new BlockList();
const V4: [string, number][] = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3]
];
const V6: [string, number][] = [
	['::', 128],
	['::1', 128],
	['64:ff9b::', 96],
	['100::', 64],
	['2001:db8::', 32],
	['2002::', 16],
	['fc00::', 7],
	['fe80::', 10],
	['ff00::', 8]
];
for (const [network, bits] of V4) inner.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of V6) inner.addSubnet(network, bits, 'ipv6');

/** Whether an IP address lies on the public internet; of an IPv4 address inside IPv6 the inner one counts. */
export function isPublicAddress(address: string): boolean {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (mapped) return isPublicAddress(mapped);
	const family = isIP(address);
	if (family === 6 && /^::ffff:/i.test(address)) return false;
	return family !== 0 && !inner.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Address to which messages go: HTTPS, no user in it. HTTP and addresses of the own network only where the operator allows it
 * (XBETEILIGUNG_INTERNAL). Names are judged when they are resolved, at every connection.
 * @throws DomainError `exchange_address_invalid`
 */
export function demandAddress(text: string, internal: boolean): URL {
	const refuse = () => new DomainError('exchange_address_invalid');
	if (!URL.canParse(text)) throw refuse();
	const url = new URL(text);
	const host = url.hostname.replace(/^\[|\]$/g, '');
	if (url.protocol !== 'https:' && !(internal && url.protocol === 'http:')) throw refuse();
	if (url.username || url.password || url.hash) throw refuse();
	const isPublic = isIP(host) ? isPublicAddress(host) : host.includes('.') && !/\.(?:localhost|local|internal)$/i.test(host);
	if (!internal && !isPublic) throw refuse();
	return url;
}

/** Resolves a name for a connection and refuses what is not on the public internet: a name may point anywhere, and change. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
	resolve(hostname, { ...options, all: true }, (error, found) => {
		const addresses = found as LookupAddress[];
		if (error) return callback(error, '', 0);
		const refused = addresses.find(({ address }) => !isPublicAddress(address));
		if (refused || addresses.length === 0) return callback(new DomainError('exchange_address_invalid') as NodeJS.ErrnoException, '', 0);
		if (options.all) return callback(null, addresses);
		return callback(null, addresses[0]!.address, addresses[0]!.family);
	});
};
