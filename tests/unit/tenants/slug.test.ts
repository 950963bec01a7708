import { expect, test } from 'vitest';
import { demandSlug } from '../../../portal/lib/server/tenants/tenants.ts';
import { isPossibleSlug, RESERVED_SLUGS } from '../../../portal/lib/tenant-slug.ts';

test.each(['api', 'tiles', 'ogc', 'open311', 'health', 'login', 'logout', 'assets', 'verwaltung', 'impressum', 'postausgang'])(
	'%s belongs to the portal',
	(slug) => {
		expect(isPossibleSlug(slug)).toBe(false);
		expect(() => demandSlug(slug)).toThrowError(expect.objectContaining({ code: 'slug_reserved', values: { slug } }));
	}
);

test.each(['', 'a', '-dorf', 'dorf-', 'dorf--2', 'Dorf', 'dörfchen', 'a/b', 'a.b', 'a b', 'x'.repeat(64)])('„%s“ is no slug', (slug) => {
	expect(() => demandSlug(slug)).toThrowError(expect.objectContaining({ code: 'slug_invalid' }));
});

test.each(['musterlinden', 'stadt-musterlinden', 'vg-2', 'a1'])('%s is a slug', (slug) => {
	expect(() => demandSlug(slug)).not.toThrow();
	expect(isPossibleSlug(slug)).toBe(true);
});

test('the list is sorted and without repetition', () => {
	expect(RESERVED_SLUGS).toEqual([...new Set(RESERVED_SLUGS)].sort());
});
