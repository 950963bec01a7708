import type { Role } from '../server/accounts/types.ts';

/** What the terminal says while the demo Land is loaded, and about its accounts. */
export const demoTexts = {
	begin: 'Das Demonstrationsland wird geladen (einmalig)',
	resume: 'Das Laden des Demonstrationslandes wird fortgesetzt',
	tenants: 'Mandanten',
	baseMap: (count: number) => `Grundkarte: ${count.toLocaleString('de-DE')} Objekte`,
	addresses: (count: number) => `Adressen: ${count.toLocaleString('de-DE')}`,
	plan: (file: string, objects: number) => `Plan ${file}: ${objects.toLocaleString('de-DE')} Objekte`,
	procedure: (title: string) => `Verfahren: ${title}`,
	statements: (count: number) => `Stellungnahmen: ${count}`,
	bodies: (count: number) => `Träger öffentlicher Belange: ${count}`,
	reports: (count: number) => `Mängelmelder mit ${count} Meldungen`,
	trails: ({ metres, posts, blades }: { metres: number; posts: number; blades: number }) =>
		`Wanderwege: ${(metres / 1000).toLocaleString('de-DE', { maximumFractionDigits: 1 })} km, ${posts} Standorte, ${blades} Schilder`,
	done: 'Das Demonstrationsland ist geladen',
	logins: 'Zugänge zur Demonstration',
	loginsFile: (path: string) => `Sie stehen auch in ${path}.`,
	operator: 'Betrieb des Landes',
	roles: { administrator: 'Administration', planner: 'Planung', clerk: 'Sachbearbeitung', warden: 'Wegewart' } satisfies Record<Role, string>,
	enforcement: 'Durchsetzungsstelle Barrierefreiheit des Freilandes Elbaue, Am Landhaus 1, 01999 Musterlinden',
	dataProtectionAuthority: 'Beauftragte für den Datenschutz des Freilandes Elbaue, Am Landhaus 3, 01999 Musterlinden'
};

/** Without demo data. */
export const firstStartTexts = {
	landName: 'Land',
	placeholder: 'Der Mandant des Landes ist angelegt; Name und Kontakt ändern Sie nach der Anmeldung unter Einstellungen.',
	operatorMade: (email: string, address: string) => `Konto für den Betrieb: ${email}. Anmelden unter ${address}/login`,
	operatorMissing:
		'Es gibt noch kein Konto für den Betrieb. Bitte setzen Sie OPERATOR_EMAIL und OPERATOR_PASSWORD (mindestens 12 Zeichen) und starten Sie neu.',
	notEmpty: 'DEMO ist gesetzt, aber die Datenbank enthält schon Mandanten. Es werden keine Demonstrationsdaten geladen.'
};
