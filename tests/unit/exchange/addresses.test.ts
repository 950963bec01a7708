import { describe, expect, it } from 'vitest';
import { demandAddress, isPublicAddress, publicLookup } from '../../../portal/lib/server/exchange/addresses.ts';

describe('addresses of partners', () => {
	it('of the own machine, the own network, clouds and nowhere are not public', () => {
		for (const address of ['127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:7f00:1', '64:ff9b::a00:1', '2002:a00:1::', 'keine'])
			expect(isPublicAddress(address), address).toBe(false);
		for (const address of ['93.184.216.34', '172.32.0.1', '2a00:1450:4001:81b::200e', '::ffff:93.184.216.34']) expect(isPublicAddress(address), address).toBe(true);
	});

	it('are HTTPS without user; HTTP and the own network only where the operator allows it', () => {
		expect(demandAddress('https://plan.example.org:8443/xb?a=1', false).port).toBe('8443');
		expect(demandAddress('http://planung:8080/xb', true).hostname).toBe('planung');
		for (const text of ['http://plan.example.org/', 'https://planung/', 'https://x.local/', 'https://0x7f.1/', 'https://[::ffff:127.0.0.1]/', 'https://u@plan.example.org/', 'ftp://plan.example.org/', '//plan.example.org', 'x'])
			expect(() => demandAddress(text, false), text).toThrow(expect.objectContaining({ code: 'exchange_address_invalid' }));
		for (const text of ['file:///etc/passwd', 'gopher://planung/', 'http://u:p@planung/']) expect(() => demandAddress(text, true), text).toThrow();
	});

	it('a name that points to the own machine is refused when it is resolved', async () => {
		const found = await new Promise<unknown>((resolve) => publicLookup('localhost', { all: true }, (error, addresses) => resolve(error ?? addresses)));
		expect(found).toMatchObject({ code: 'exchange_address_invalid' });
	});
});
