/** What messages are called here; the standard's own names tell nobody outside of it what they are. */
const TITLES: Record<string, string> = {
	'0401': 'Neues Verfahren',
	'0402': 'Änderung des Verfahrens',
	'0409': 'Löschen des Verfahrens',
	'0411': 'Neues Verfahren angelegt',
	'0412': 'Änderung übernommen',
	'0419': 'Verfahren gelöscht',
	'0421': 'Neues Verfahren abgelehnt',
	'0422': 'Änderung abgelehnt',
	'0429': 'Löschen abgelehnt',
	'0451': 'Verfahrensschritt veröffentlicht',
	'0452': 'Verfahrensschritt geändert',
	'0459': 'Verfahrensschritt entfernt',
	'0461': 'Veröffentlichung bestätigt',
	'0462': 'Änderung bestätigt',
	'0469': 'Entfernen bestätigt',
	'0471': 'Veröffentlichung abgelehnt',
	'0472': 'Änderung abgelehnt',
	'0479': 'Entfernen abgelehnt',
	'0701': 'Neue Stellungnahme',
	'0702': 'Geänderte Stellungnahme',
	'0709': 'Gelöschte Stellungnahme',
	'0711': 'Stellungnahme bestätigt',
	'0712': 'Geänderte Stellungnahme bestätigt',
	'0719': 'Gelöschte Stellungnahme bestätigt',
	'0721': 'Stellungnahme abgelehnt',
	'0722': 'Geänderte Stellungnahme abgelehnt',
	'0729': 'Gelöschte Stellungnahme abgelehnt',
	'0750': 'Aufforderung zur Stellungnahme',
	'0760': 'Aufforderung bestätigt',
	'0770': 'Aufforderung abgelehnt'
};

/** Name of a message with its code, for lists and the protocol. */
export function messageTitle(code: string): string {
	if (code === '') return 'Unlesbare Nachricht';
	return TITLES[code] ? `${TITLES[code]} (${code})` : `Nachricht ${code}`;
}
