/** Sentences of the interface for programs (Open311). They name the parameter as GeoReport calls it. */
type Values = Record<string, string | number>;

/** Code → HTTP status (GeoReport v2: 404 what does not exist, 403 keys, 400 the rest) and sentence. */
export const open311Faults = {
	address_unknown: [400, () => 'address_string wurde nicht gefunden. Bitte geben Sie lat und long an oder schreiben Sie die Adresse genauer.'],
	address_id_unknown: [400, () => 'address_id ist hier nicht bekannt. Bitte geben Sie lat und long oder address_string an.'],
	body_type: [400, () => 'Der Inhalt muss application/x-www-form-urlencoded oder multipart/form-data sein.'],
	body_too_large: [400, () => 'Der Inhalt ist zu groß. Bitte senden Sie weniger oder kleinere Dateien.'],
	cursor_invalid: [400, () => 'cursor ist nicht gültig. Bitte folgen Sie den Links von Seite zu Seite.'],
	date_invalid: [400, ({ name }: Values) => `${name} ist kein gültiger Zeitpunkt. Bitte schreiben Sie ihn mit Zeitzone, zum Beispiel 2026-01-31T08:15:00Z.`],
	date_order: [400, ({ from, until }: Values) => `${until} liegt vor ${from}. Bitte tauschen Sie die beiden Zeitpunkte.`],
	date_span: [400, () => 'start_date und end_date dürfen höchstens 90 Tage auseinanderliegen. Bitte fragen Sie in mehreren Abschnitten.'],
	field_invalid: [400, ({ name }: Values) => `${name} ist nicht gültig. Bitte prüfen Sie den Wert.`],
	field_missing: [400, ({ name }: Values) => `${name} fehlt. Bitte geben Sie einen Wert an.`],
	field_too_long: [400, ({ name }: Values) => `${name} ist zu lang. Bitte kürzen Sie den Text.`],
	jurisdiction_missing: [400, () => 'jurisdiction_id fehlt. Dieser Endpunkt bedient mehrere Kommunen; bitte nennen Sie eine.'],
	jurisdiction_unknown: [404, () => 'jurisdiction_id wurde nicht gefunden. Bitte prüfen Sie den Wert.'],
	key_invalid: [403, () => 'api_key ist nicht gültig. Bitte prüfen Sie den Schlüssel oder lassen Sie sich einen neuen geben.'],
	key_missing: [403, () => 'api_key fehlt. Für diesen Aufruf ist ein Schlüssel nötig.'],
	key_scope: [403, () => 'api_key erlaubt diesen Aufruf nicht. Bitte lassen Sie sich einen Schlüssel mit diesem Recht geben.'],
	location_missing: [400, () => 'Der Ort fehlt. Bitte geben Sie lat und long, address_string oder address_id an.'],
	media_address: [400, () => 'media_url muss eine öffentlich erreichbare Adresse mit http oder https sein.'],
	method: [400, ({ allowed }: Values) => `Diese Adresse kennt nur ${allowed}.`],
	page_invalid: [400, ({ name }: Values) => `${name} muss eine ganze Zahl ab 1 sein.`],
	path_unknown: [404, () => 'Diese Adresse gibt es nicht. Bitte prüfen Sie Pfad und Format (.xml oder .json).'],
	refused: [400, ({ message }: Values) => String(message)],
	request_unknown: [404, () => 'service_request_id wurde nicht gefunden. Bitte prüfen Sie den Wert.'],
	service_missing: [400, () => 'service_code fehlt. Bitte nennen Sie eine Kategorie aus der Liste der Services.'],
	service_unknown: [404, () => 'service_code wurde nicht gefunden. Bitte nennen Sie eine Kategorie aus der Liste der Services.'],
	token_unknown: [404, () => 'Das Token wurde nicht gefunden. Bitte prüfen Sie den Wert.'],
	too_many: [429, () => 'Von hier kamen in kurzer Zeit sehr viele Anfragen. Bitte warten Sie und versuchen Sie es dann noch einmal.'],
	unexpected: [500, ({ number }: Values) => `Das hat nicht geklappt. Bitte versuchen Sie es später noch einmal und nennen Sie uns die Fehlernummer ${number}, wenn es so bleibt.`]
} as const satisfies Record<string, readonly [number, (values: Values) => string]>;
export type FaultCode = keyof typeof open311Faults;

export const open311Texts = {
	/** Where an editor has not looked yet. */
	pending: 'redaktionelle Prüfung ausstehend',
	confirmFirst: 'Die Meldung zählt, sobald die E-Mail-Adresse bestätigt ist. Bitte öffnen Sie den Link in der E-Mail.',
	mediaRefused: 'Die Adresse in media_url wurde nicht abgerufen. Bitte senden Sie Fotos als Dateien (media[]).',
	mediaFailed: 'Das Foto unter media_url ließ sich nicht übernehmen. Die Meldung ist trotzdem eingegangen.',
	contact: (name: string, email: string) => `${name}${email ? `, ${email}` : ''}`,
	keyService: (name: string) => `Schlüssel für das Schreiben vergibt: ${name}. Lesen geht ohne Schlüssel.`,
	/** Where the other side says a state and nothing more. */
	withoutWords: (state: string) => `Rückmeldung der bearbeitenden Stelle: ${state}`
};

/** Names of our fields as GeoReport calls them. */
const FIELDS: Record<string, string> = {
	'point.lat': 'lat',
	'point.lon': 'long',
	point: 'lat/long',
	address: 'address_string',
	body: 'description',
	'author.email': 'email',
	'author.name': 'first_name/last_name',
	'author.phone': 'phone',
	photos: 'media',
	assetId: 'asset'
};
export const open311Field = (name: string): string => (name.startsWith('answers.') ? `attribute[${name.slice(8)}]` : (FIELDS[name] ?? name));
