import { describe, expect, test } from 'vitest';
import { allowFrames, isEmbedRoute } from '../../../portal/lib/server/embed/frame-policy.ts';
import { originOf } from '../../../portal/lib/server/embed/origins.ts';

describe('websites that may show frames', () => {
	test.each([
		['https://www.musterlinden.de', 'https://www.musterlinden.de'],
		[' https://www.musterlinden.de/bauen/plan?x=1#y ', 'https://www.musterlinden.de'],
		['www.musterlinden.de', 'https://www.musterlinden.de'],
		['https://www.münchen.example', 'https://www.xn--mnchen-3ya.example'],
		['https://stadt.example:8443', 'https://stadt.example:8443'],
		['http://localhost:8080', 'http://localhost:8080']
	])('%s', (typed, origin) => expect(originOf(typed)).toBe(origin));

	test.each([
		'', '*', 'https://*.stadt.example', 'http://www.stadt.example', 'javascript:alert(1)', 'data:text/html,x', 'https://stadt', "https://a.example; script-src 'unsafe-inline'",
		'https://a.example\nhttps://b.example', "'unsafe-inline'", 'https://user:secret@a.example', 'https://a.example,https://b.example', 'file:///etc/passwd', 'https://a_b.example', 'https:', `https://${'a'.repeat(300)}.example`
	])('refused: %s', (typed) => expect(originOf(typed)).toBeNull());
});

describe('policy', () => {
	const policy = "default-src 'self'; frame-ancestors 'none'; object-src 'none'";
	test('without a list only the own portal', () => expect(allowFrames(policy, [])).toBe("default-src 'self'; frame-ancestors 'self'; object-src 'none'"));
	test('with a list exactly that', () =>
		expect(allowFrames(policy, ['https://a.example', 'https://b.example'])).toBe("default-src 'self'; frame-ancestors 'self' https://a.example https://b.example; object-src 'none'"));
	test('only pages below /embed/', () => {
		expect(isEmbedRoute('/embed/[tenant=tenant]/liste')).toBe(true);
		for (const route of [null, '/', '/[tenant=tenant]/verfahren/[procedureId]', '/login', '/embedded', '/[tenant=tenant]/verwaltung']) expect(isEmbedRoute(route)).toBe(false);
	});
});
