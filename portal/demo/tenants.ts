import type { Position } from '../../importers/xplan/model.ts';
import { AREAS } from './land.ts';

export interface DemoContact {
	organisation: string;
	street: string;
	postcode: string;
	city: string;
	phone: string;
	email: string;
	openingHours: string[];
}

/** What an Impressum must name (§ 5 DDG) and who answers for it. */
export interface DemoLegal {
	representative: string;
	legalForm: string;
	supervisoryAuthority: string;
	dataProtectionOfficer: string;
	dataProtectionEmail: string;
	responsibleForContent: string;
}

export interface DemoTenant {
	slug: string;
	name: string;
	kind: 'Land' | 'Kreis' | 'Gemeinde' | 'Verband';
	/** Amtlicher Gemeindeschlüssel, 8 digits; the Kreis 14999 does not exist. */
	ags: string;
	/** EPSG:25833, east, north. */
	area: { type: 'MultiPolygon'; coordinates: Position[][][] };
	contact: DemoContact;
	/** sRGB hex; every `on…` colour has at least 4.5:1 on its partner. */
	colours: { primary: string; onPrimary: string; accent: string; onAccent: string };
	logoSvg: string;
	legal: DemoLegal;
}

const area = (ring: Position[]): DemoTenant['area'] => ({ type: 'MultiPolygon', coordinates: [[[...ring, ring[0]!]]] });

const shield = (title: string, field: string, charges: string): string =>
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 120" role="img"><title>${title}</title>` +
	`<path d="M6 6h88v56c0 28-20 44-44 52C26 106 6 90 6 62z" fill="${field}" stroke="#1b1b1b" stroke-width="3"/>${charges}</svg>`;

const LINDEN =
	'<path d="M46 92h8V64h-8z" fill="#6b4a1f"/><path d="M50 20c18 0 28 14 24 26 8 8 0 22-12 20-4 6-20 6-24 0-12 2-20-12-12-20-4-12 ' +
	'6-26 24-26z" ' +
	'fill="#ffffff"/><path d="M14 90c12-6 24 6 36 0s24-6 36 0v6c-12-6-24 6-36 0s-24-6-36 0z" fill="#f2c94c"/>';
const WAVES =
	'<path d="M12 44c13-8 25 8 38 0s25-8 38 0v8c-13-8-25 8-38 0s-25-8-38 0zM14 64c12-8 24 8 36 0s24-8 36 0v8c-12-8-24 8-36 0s-24-8-36 0z" ' +
	'fill="#ffffff"/><path d="M50 12l5 12h12l-10 8 4 12-11-7-11 7 4-12-10-8h12z" fill="#ffd75e"/>';
const PINE = '<path d="M46 98h8V80h-8z" fill="#5a3a14"/><path d="M50 16 34 42h9L28 62h11L24 82h52L61 62h11L57 42h9z" fill="#1f5c38"/>';
const EAR =
	'<path d="M48 24h4v74h-4z" fill="#fff3c4"/><path d="M50 22c6 6 6 12 0 18-6-6-6-12 0-18zM36 38c8 2 12 7 12 14-8-1-12-6-12-14zM64 ' +
	'38c-8 2-12 7-12 ' +
	'14 8-1 12-6 12-14zM36 54c8 2 12 7 12 14-8-1-12-6-12-14zM64 54c-8 2-12 7-12 14 8-1 12-6 12-14z" fill="#fff3c4"/>';

const HOURS = ['Montag 9–12 Uhr', 'Dienstag 9–12 und 13–18 Uhr', 'Donnerstag 9–12 und 13–16 Uhr', 'Freitag 9–12 Uhr'];

/** The Land and its three tenants. Every name, number and address is invented. */
export function demoTenants(): DemoTenant[] {
	return [
		{
			slug: 'freiland-elbaue',
			name: 'Freiland Elbaue',
			kind: 'Land',
			ags: '14999000',
			area: area(AREAS.land),
			contact: {
				organisation: 'Landesverwaltung Freiland Elbaue, Referat Bauleitplanung',
				street: 'Am Landhaus 1',
				postcode: '01999',
				city: 'Musterlinden',
				phone: '03599 000-0',
				email: 'bauleitplanung@freiland-elbaue.example',
				openingHours: ['Montag bis Donnerstag 9–15 Uhr', 'Freitag 9–12 Uhr']
			},
			colours: { primary: '#0b4f6c', onPrimary: '#ffffff', accent: '#f2c94c', onAccent: '#1b1b1b' },
			logoSvg: shield('Wappen Freiland Elbaue', '#0b4f6c', WAVES),
			legal: {
				representative: 'Ministerialrätin Dr. Frieda Beispiel',
				legalForm: 'Körperschaft des öffentlichen Rechts',
				supervisoryAuthority: 'Landtag des Freilandes Elbaue',
				dataProtectionOfficer: 'Konrad Vorlage',
				dataProtectionEmail: 'datenschutz@freiland-elbaue.example',
				responsibleForContent: 'Dr. Frieda Beispiel'
			}
		},
		{
			slug: 'musterlinden',
			name: 'Stadt Musterlinden',
			kind: 'Gemeinde',
			ags: '14999010',
			area: area(AREAS.musterlinden),
			contact: {
				organisation: 'Stadtverwaltung Musterlinden, Amt für Stadtplanung',
				street: 'Markt 1',
				postcode: '01990',
				city: 'Musterlinden',
				phone: '03599 111-0',
				email: 'stadtplanung@musterlinden.example',
				openingHours: HOURS
			},
			colours: { primary: '#1f6b3a', onPrimary: '#ffffff', accent: '#f2c94c', onAccent: '#1b1b1b' },
			logoSvg: shield('Wappen der Stadt Musterlinden', '#1f6b3a', LINDEN),
			legal: {
				representative: 'Bürgermeisterin Erika Mustermann',
				legalForm: 'Körperschaft des öffentlichen Rechts',
				supervisoryAuthority: 'Landratsamt Musterkreis',
				dataProtectionOfficer: 'Paula Probe',
				dataProtectionEmail: 'datenschutz@musterlinden.example',
				responsibleForContent: 'Amtsleiter Max Musterplaner'
			}
		},
		{
			slug: 'auenfelde',
			name: 'Gemeinde Auenfelde',
			kind: 'Gemeinde',
			ags: '14999020',
			area: area(AREAS.auenfelde),
			contact: {
				organisation: 'Gemeindeverwaltung Auenfelde, Bauamt',
				street: 'Dorfplatz 3',
				postcode: '01992',
				city: 'Auenfelde',
				phone: '03599 222-0',
				email: 'bauamt@auenfelde.example',
				openingHours: ['Dienstag 9–12 und 14–18 Uhr', 'Donnerstag 9–12 Uhr']
			},
			colours: { primary: '#8a3b12', onPrimary: '#ffffff', accent: '#fff3c4', onAccent: '#1b1b1b' },
			logoSvg: shield('Wappen der Gemeinde Auenfelde', '#8a3b12', EAR),
			legal: {
				representative: 'Bürgermeister Hans Beispielmann',
				legalForm: 'Körperschaft des öffentlichen Rechts',
				supervisoryAuthority: 'Landratsamt Musterkreis',
				dataProtectionOfficer: 'Paula Probe',
				dataProtectionEmail: 'datenschutz@auenfelde.example',
				responsibleForContent: 'Bauamtsleiterin Berta Baumuster'
			}
		},
		{
			slug: 'heidewinkel',
			name: 'Verwaltungsverband Heidewinkel',
			kind: 'Verband',
			ags: '14999030',
			area: area(AREAS.heidewinkel),
			contact: {
				organisation: 'Verwaltungsverband Heidewinkel, Bau- und Ordnungsamt',
				street: 'Kiefernweg 12',
				postcode: '01994',
				city: 'Kiefernheide',
				phone: '03599 333-0',
				email: 'bauen@heidewinkel.example',
				openingHours: ['Dienstag 9–12 und 13–18 Uhr', 'Freitag 9–12 Uhr']
			},
			colours: { primary: '#5b3a86', onPrimary: '#ffffff', accent: '#e8f3ec', onAccent: '#1b1b1b' },
			logoSvg: shield('Wappen des Verwaltungsverbandes Heidewinkel', '#e8f3ec', PINE),
			legal: {
				representative: 'Verbandsvorsitzender Otto Normalbürger',
				legalForm: 'Körperschaft des öffentlichen Rechts',
				supervisoryAuthority: 'Landratsamt Musterkreis',
				dataProtectionOfficer: 'Karl Exempel',
				dataProtectionEmail: 'datenschutz@heidewinkel.example',
				responsibleForContent: 'Gerda Gleichnis'
			}
		}
	];
}
