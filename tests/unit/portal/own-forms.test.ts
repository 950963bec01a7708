import { expect, test } from 'vitest';
import { clientAddress, demandOwnForm, isStaffRoute } from '../../../portal/lib/server/http-guards.ts';

const PUBLIC = 'https://portal.example';
const post = (headers: Record<string, string>, method = 'POST') => new Request('https://portal.example/login', { method, headers });
const form = { 'content-type': 'application/x-www-form-urlencoded' };

test.each([
	['the public address', { ...form, origin: 'https://portal.example' }],
	['the host that the browser addressed', { ...form, origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }],
	['a page of ours that hides its address', { ...form, origin: 'null', 'sec-fetch-site': 'same-origin', host: 'portal.example' }],
	['a program that sends JSON without origin', { 'content-type': 'application/json' }]
])('accepted: %s', (_name, headers) => {
	expect(() => demandOwnForm(post(headers), PUBLIC)).not.toThrow();
});

test.each([
	['a foreign page', { ...form, origin: 'https://evil.example', host: 'portal.example' }],
	['a page without origin', { ...form, origin: 'null', host: 'portal.example' }],
	['no origin at all', { ...form, host: 'portal.example' }],
	['a host that only begins like ours', { ...form, origin: 'https://portal.example.evil.example', host: 'portal.example' }],
	['a hidden page of somebody else', { ...form, origin: 'null', 'sec-fetch-site': 'cross-site', host: 'portal.example' }],
	['a sibling of our host that hides its address', { ...form, origin: 'null', 'sec-fetch-site': 'same-site', host: 'portal.example' }],
	['a hidden origin and no host', { ...form, origin: 'null' }],
	['plain text that looks like JSON', { 'content-type': 'text/plain; charset=utf-8' }],
	['no type at all', { host: 'portal.example' }],
	['JSON of a foreign page', { 'content-type': 'application/json', origin: 'https://evil.example', host: 'portal.example' }]
])('refused: %s', (_name, headers) => {
	for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
		expect(() => demandOwnForm(post(headers, method), PUBLIC)).toThrowError(expect.objectContaining({ code: 'form_origin_foreign' }));
});

test('no page of ours sends plain text', () => {
	const request = post({ 'content-type': 'text/plain', origin: 'https://portal.example' });
	expect(() => demandOwnForm(request, PUBLIC)).toThrowError(expect.objectContaining({ code: 'form_invalid' }));
});

test('reading needs no origin', () => {
	expect(() => demandOwnForm(new Request('https://portal.example/', { headers: { origin: 'https://evil.example' } }), PUBLIC)).not.toThrow();
});

test('staff pages are known by their route', () => {
	for (const route of ['/[tenant=tenant]/verwaltung', '/[tenant=tenant]/verwaltung/plaene/[planId]', '/verwaltung/mandanten', '/postausgang', '/postausgang/[mailId]/[position]'])
		expect(isStaffRoute(route), route).toBe(true);
	for (const route of [null, '/', '/login', '/[tenant=tenant]', '/[tenant=tenant]/plaene/[planId]', '/[tenant=tenant]/verwaltungsgemeinschaft'])
		expect(isStaffRoute(route), String(route)).toBe(false);
});

test('the address of the client is what Express made of the proxy headers', () => {
	const getClientAddress = () => '127.0.0.1';
	expect(clientAddress({ platform: { req: { ip: '192.0.2.7' } as never }, getClientAddress })).toBe('192.0.2.7');
	expect(clientAddress({ getClientAddress })).toBe('127.0.0.1');
});

test.each([
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
	['2001:db8:1:2::9', '2001:db8:1:2::/64'],
	['2001:0db8::1', '2001:db8:0:0::/64'],
	['fe80::1%eth0', 'fe80:0:0:0::/64'],
	['::1', '0:0:0:0::/64'],
	['::ffff:192.0.2.7', '192.0.2.7'],
	['192.0.2.7', '192.0.2.7']
])('limits count %s as %s', (address, limited) => {
	expect(clientAddress({ getClientAddress: () => address })).toBe(limited);
});
