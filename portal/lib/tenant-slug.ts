/** First parts of addresses that belong to the portal itself, now or by plan; no tenant may take them. */
export const RESERVED_SLUGS: readonly string[] = [
	'_app',
	'admin',
	'altcha',
	'api',
	'app',
	'archiv',
	'assets',
	'atom',
	'barrierefreiheit',
	'benachrichtigungen',
	'beteiligungen',
	'datenschutz',
	'eingang',
	'embed',
	'favicon',
	'feed',
	'feeds',
	'files',
	'fonts',
	'fristenrechner',
	'health',
	'hilfe',
	'impressum',
	'karte',
	'kontakt',
	'land',
	'login',
	'logo',
	'logout',
	'mail',
	'melden',
	'meldung',
	'meldungen',
	'metrics',
	'oauth',
	'ogc',
	'oidc',
	'open311',
	'plaene',
	'plan-pruefen',
	'postausgang',
	'robots',
	'rss',
	'sitemap',
	'static',
	'suche',
	'theme',
	'tiles',
	'verfahren',
	'verwaltung',
	'wfs',
	'wms',
	'wmts',
	'www',
	'zeichen'
];

/** Lower-case letters, digits and single hyphens inside, 2 to 63 signs: it may become part of a host name. */
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export function isSlugSyntax(text: string): boolean {
	return text.length >= 2 && text.length <= 63 && SLUG.test(text);
}

export function isReservedSlug(text: string): boolean {
	return RESERVED_SLUGS.includes(text);
}

export function isPossibleSlug(text: string): boolean {
	return isSlugSyntax(text) && !isReservedSlug(text);
}
