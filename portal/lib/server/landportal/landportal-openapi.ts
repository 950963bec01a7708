import { FILTER_STATUSES, MAX_RADIUS, MIN_RADIUS, STATUS_SLUGS } from '../../forms/procedure-filter.ts';
import { refusal, type ApiPart, type Operation, type Parameter, type Schema } from '../api/openapi-types.ts';
import { DOCUMENT_CATEGORIES, TRACKS } from '../procedures/types.ts';

const text = (description?: string): Schema => ({ type: 'string', ...(description ? { description } : {}) });
const textOrNull = (description?: string): Schema => ({ type: ['string', 'null'], ...(description ? { description } : {}) });
const uuid: Schema = { type: 'string', format: 'uuid' };
const url = (description?: string): Schema => ({ type: 'string', format: 'uri', ...(description ? { description } : {}) });
const urlOrNull = (description: string): Schema => ({ type: ['string', 'null'], format: 'uri', description });
const dayOrNull = (description: string): Schema => ({ type: ['string', 'null'], format: 'date', description });
const instant = (description: string): Schema => ({ type: 'string', format: 'date-time', description });
const integer = (description?: string): Schema => ({ type: 'integer', minimum: 0, ...(description ? { description } : {}) });
const listOf = (items: Schema): Schema => ({ type: 'array', items });
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
/** Every member is always there. */
const object = (properties: Record<string, Schema>, description?: string): Schema => ({
	type: 'object',
	...(description ? { description } : {}),
	required: Object.keys(properties),
	properties
});

const BBOX: Schema = { type: ['array', 'null'], items: { type: 'number' }, minItems: 4, maxItems: 4, description: 'West, Süd, Ost, Nord in Grad (CRS84: Länge vor Breite)' };
const CENTER: Schema = { type: ['array', 'null'], items: { type: 'number' }, minItems: 2, maxItems: 2, description: 'Länge, Breite in Grad (CRS84)' };
const GEOMETRY: Schema = { type: ['object', 'null'], description: 'GeoJSON-Geometrie (RFC 7946, Länge vor Breite); null ohne Geltungsbereich' };
const TENANT = object({ slug: text('Kürzel in Adressen'), name: text() });
const NEXT = urlOrNull('Adresse der nächsten Seite; null auf der letzten');

const STEP: Record<string, Schema> = {
	key: text('Schritt des Verfahrens, zum Beispiel veroeffentlichung'),
	title: text(),
	iteration: { type: 'integer', minimum: 1, description: 'Durchgang' },
	changesOnly: { type: 'boolean', description: 'Stellungnahmen nur zu den geänderten oder ergänzten Teilen (§ 4a Abs. 3 Satz 2 BauGB)' },
	startsOn: dayOrNull('Erster Tag, in Deutschland'),
	endsOn: dayOrNull('Letzter Tag, zählt mit bis 24 Uhr; null bei einem Schritt von einem Tag')
};
const PROCEDURE: Record<string, Schema> = {
	id: uuid,
	title: text(),
	number: textOrNull(),
	summary: text('Worum es geht, in einfachen Worten'),
	status: { type: 'string', enum: FILTER_STATUSES, description: 'Folgt aus den Schritten' },
	kind: object({ key: text(), name: text() }, 'Verfahrensart'),
	planType: text('Art der Planung: bebauungsplan, flaechennutzungsplan, satzung, andere, frei'),
	tenant: TENANT,
	municipality: text(),
	topics: listOf(text()),
	step: { type: ['object', 'null'], description: 'Der Schritt, aus dem der Stand folgt', required: Object.keys(STEP), properties: STEP },
	planId: { type: ['string', 'null'], format: 'uuid' },
	bbox: BBOX,
	center: CENTER,
	publishedAt: instant('Erste Veröffentlichung'),
	updatedAt: instant('Letzte öffentliche Änderung'),
	url: url('Seite des Verfahrens'),
	self: url('Diese Angaben mit Schritten und Unterlagen')
};
const PLAN: Record<string, Schema> = {
	id: uuid,
	name: text(),
	number: textOrNull(),
	class: text('Klasse der XPlanung, zum Beispiel BP_Plan'),
	planArt: textOrNull('Code der Planart'),
	rechtsstand: textOrNull('Code des Rechtsstands'),
	xplanVersion: text(),
	municipality: textOrNull(),
	tenant: TENANT,
	bbox: BBOX,
	publishedOn: { type: 'string', format: 'date' },
	url: url('Seite des Plans'),
	downloads: url('XPlanGML und andere Formate'),
	self: url()
};

const SCHEMAS: Record<string, Schema> = {
	Procedure: object(PROCEDURE),
	ProcedureDetails: object({
		...PROCEDURE,
		geometry: GEOMETRY,
		easyLanguage: text('In Leichter Sprache, wo vorhanden'),
		contact: { type: 'object', description: 'Ansprechstelle' },
		steps: listOf(
			object({
				id: uuid,
				...STEP,
				track: { type: 'string', enum: [...TRACKS], description: 'Öffentlichkeit, Behörden (Träger öffentlicher Belange), Verwaltung' },
				skippedReason: text('Warum der Schritt entfällt; sonst leer'),
				participationUrl: urlOrNull('Seite, auf der man Stellung nimmt')
			})
		),
		documents: listOf(
			object({
				id: { type: ['string', 'null'], format: 'uuid', description: 'Fassung der Unterlage; null bei Unterlagen des Plans' },
				title: text(),
				category: { type: ['string', 'null'], enum: [...DOCUMENT_CATEGORIES, null] },
				name: text('Name der Datei'),
				mediaType: textOrNull(),
				size: { type: ['integer', 'null'], description: 'Byte' },
				sha256: textOrNull('Hexadezimal'),
				url: urlOrNull('Zum Abrufen')
			})
		)
	}),
	ProcedurePage: object({ items: listOf(ref('Procedure')), total: integer('Alle, die passen'), next: NEXT }),
	ProcedureFeatures: object(
		{
			type: { type: 'string', enum: ['FeatureCollection'] },
			features: listOf({
				type: 'object',
				required: ['type', 'id', 'geometry', 'properties'],
				properties: { type: { type: 'string', enum: ['Feature'] }, id: uuid, bbox: BBOX, geometry: GEOMETRY, properties: { type: 'object', description: 'Wie Procedure, ohne id und bbox' } }
			}),
			total: integer('Alle, die passen'),
			next: NEXT
		},
		'GeoJSON (RFC 7946)'
	),
	Plan: object(PLAN),
	PlanDetails: object({ ...PLAN, procedures: listOf(url('Verfahren zu diesem Plan')) }),
	PlanPage: object({ items: listOf(ref('Plan')), next: NEXT }),
	Document: object({
		id: { ...uuid, description: 'Fassung der Unterlage' },
		documentId: { ...uuid, description: 'Bleibt bei einer neuen Fassung' },
		version: { type: 'integer', minimum: 1 },
		title: text(),
		category: { type: 'string', enum: [...DOCUMENT_CATEGORIES] },
		name: text('Name der Datei'),
		mediaType: text(),
		size: integer('Byte'),
		pages: { type: ['integer', 'null'] },
		sha256: text('Hexadezimal'),
		since: instant('Seitdem abrufbar'),
		procedure: object({ id: uuid, title: text(), self: url() }),
		tenant: TENANT,
		url: url('Zum Abrufen')
	}),
	DocumentPage: object({ items: listOf(ref('Document')), next: NEXT })
};

const query = (name: string, description: string, schema: Schema, example?: unknown): Parameter => ({ name, in: 'query', description, schema, ...(example === undefined ? {} : { example }) });
const many = (name: string, description: string, items: Schema = text()): Parameter => ({ ...query(name, `${description}; mehrfach`, listOf(items)), explode: true });

const PAGING = [query('limit', 'Einträge je Seite, höchstens 200', { type: 'integer', minimum: 1, maximum: 200, default: 50 }), query('after', 'Aus next der Seite davor', text())];
const SEARCH = query('suche', 'Wörter; Groß- und Kleinschreibung, Umlaute und Endungen zählen nicht', { type: 'string', maxLength: 200 }, 'Spielplatz');
const BOX = query('bbox', 'West,Süd,Ost,Nord in Grad (CRS84: Länge vor Breite)', text(), '13.2,51.1,13.4,51.3');
const FILTER: Parameter[] = [
	SEARCH,
	many('status', 'Stand', { type: 'string', enum: Object.values(STATUS_SLUGS) }),
	many('art', 'Verfahrensart (Schlüssel)'),
	many('planart', 'Art der Planung: bebauungsplan, flaechennutzungsplan, satzung, andere, frei'),
	many('gemeinde', 'Kürzel der Gemeinde'),
	many('thema', 'Thema'),
	query('von', 'Etwas Öffentliches findet ab diesem Tag statt', { type: 'string', format: 'date' }),
	query('bis', '… und bis zu diesem Tag', { type: 'string', format: 'date' }),
	BOX,
	query('ort', 'Adresse oder Ort, wird gesucht', text()),
	query('mitte', 'Statt ort: Länge,Breite in Grad', text(), '13.28,51.19'),
	query('umkreis', 'Meter um ort oder mitte', { type: 'integer', minimum: MIN_RADIUS, maximum: MAX_RADIUS, default: 2000 })
];
const ID: Parameter = { name: 'id', in: 'path', required: true, description: 'UUID', schema: uuid };

function get(operationId: string, summary: string, description: string, parameters: Parameter[], schema: string, more: Record<string, { schema: Schema }> = {}): { get: Operation } {
	const byId = parameters[0] === ID;
	return {
		get: {
			operationId,
			tags: ['Verfahren'],
			summary,
			description,
			parameters,
			responses: {
				200: { description: 'Mit ETag; wer ihn als If-None-Match schickt, bekommt 304', content: { 'application/json': { schema: ref(schema) }, ...more } },
				...(byId ? { 404: refusal('Gibt es nicht, oder nicht öffentlich') } : { 400: refusal('Ein Parameter ist nicht lesbar'), 429: refusal('Zu viele Ortssuchen von dieser Adresse') })
			}
		}
	};
}

/** Describes procedures, plans and documents. */
export function landportalApi(): ApiPart {
	return {
		tag: { name: 'Verfahren', description: 'Öffentliche Angaben zu Verfahren, Plänen und Unterlagen; ohne Anmeldung, von jeder Website' },
		schemas: SCHEMAS,
		paths: {
			'/api/procedures': get(
				'listProcedures',
				'Veröffentlichte Verfahren aller Gemeinden',
				'Alle Filter wirken zusammen. Reihenfolge: was zuerst endet (time), am besten passt (relevance), zuletzt geändert wurde (changed). format=geojson oder Accept: application/geo+json gibt GeoJSON.',
				[...FILTER, query('order', 'Reihenfolge', { type: 'string', enum: ['time', 'relevance', 'changed'] }), query('format', 'Statt Accept', { type: 'string', enum: ['geojson'] }), ...PAGING],
				'ProcedurePage',
				{ 'application/geo+json': { schema: ref('ProcedureFeatures') } }
			),
			'/api/procedures/{id}': get('readProcedure', 'Ein Verfahren mit Schritten und Unterlagen', 'Nur, was öffentlich ist.', [ID], 'ProcedureDetails'),
			'/api/plans': get('listPlans', 'Veröffentlichte Pläne', 'Die neueste veröffentlichte Fassung jedes Plans, nach Namen.', [SEARCH, query('gemeinde', 'Kürzel der Gemeinde', text()), BOX, ...PAGING], 'PlanPage'),
			'/api/plans/{id}': get('readPlan', 'Ein Plan', 'Die neueste veröffentlichte Fassung.', [ID], 'PlanDetails'),
			'/api/documents': get(
				'listDocuments',
				'Öffentliche Unterlagen',
				'Unterlagen von Verfahren, auf die der Filter passt.',
				[...FILTER, many('kategorie', 'Art der Unterlage', { type: 'string', enum: [...DOCUMENT_CATEGORIES] }), ...PAGING],
				'DocumentPage'
			)
		}
	};
}
