import { formatDay } from './dates.ts';
import { formatNumber } from './format.ts';

const scaleText = (scale: number): string => `1 : ${formatNumber(scale)}`;

/** Texts of the page that prepares a print. */
export const printTexts = {
	title: 'Plan drucken',
	link: 'Plan drucken (PDF im Maßstab)',
	intro:
		'Hier machen Sie aus dem Plan ein PDF zum Drucken: maßstäblich, mit Planzeichen als Vektorgrafik in der vollen Auflösung jedes Druckers, mit Legende, Nordpfeil und Maßstabsleiste.',
	back: 'Zurück zum Plan',
	version: (number: number) => `Fassung ${number}`,
	unpublished: 'Diese Fassung ist noch nicht veröffentlicht. Nur die Verwaltung kann sie drucken.',
	problemTitle: 'Bitte prüfen Sie Ihre Eingaben',
	problems: {
		eigen: 'Der Maßstab muss eine Zahl zwischen 50 und 1.000.000 sein, zum Beispiel 750 für 1 : 750.',
		ost: 'Der Ostwert muss eine Zahl in Metern sein, zum Beispiel 401234,5.',
		nord: 'Der Nordwert muss eine Zahl in Metern sein, zum Beispiel 5712345,5.',
		drehung: 'Die Drehung muss eine Zahl zwischen -360 und 360 Grad sein.'
	},
	sheet: 'Blatt',
	paper: 'Papierformat',
	orientation: 'Ausrichtung',
	landscape: 'Querformat',
	portrait: 'Hochformat',
	scale: 'Maßstab',
	scaleFit: (scale: number) => `${scaleText(scale)} (ganzer Plan)`,
	scaleFitPlain: 'passend (ganzer Plan)',
	scaleListed: scaleText,
	scaleOwn: 'eigener Maßstab',
	scaleOwnLabel: 'Eigener Maßstab 1 :',
	scaleOwnHint: 'Gilt, wenn oben „eigener Maßstab“ gewählt ist.',
	extract: 'Ausschnitt',
	extractPlan: 'Mitte des Plans',
	extractOwn: 'eigene Mitte',
	east: 'Ostwert der Mitte in Metern',
	north: 'Nordwert der Mitte in Metern',
	crsHint: (name: string) => `Koordinaten in ${name}.`,
	angle: 'Drehung in Grad, im Uhrzeigersinn',
	look: 'Darstellung',
	colours: 'Farben',
	colourNames: { farbe: 'Farbe nach Planzeichenverordnung', grau: 'Graustufen', sicher: 'Farben für Farbfehlsichtige' },
	legend: 'Legende',
	legendNames: { daneben: 'neben der Karte', seite: 'auf eigenem Blatt (A4)', ohne: 'ohne' },
	base: 'Hintergrundkarte',
	baseNames: { ja: 'mit Hintergrundkarte', nein: 'ohne Hintergrundkarte' },
	scans: 'Gescannter Plan',
	scanNames: { ja: 'mit dem gescannten Plan unter den Planzeichen', nein: 'nur Planzeichen' },
	baseMissing: 'Die Hintergrundkarte dieses Portals kommt von einem fremden Dienst und lässt sich nicht mitdrucken.',
	submit: 'PDF erstellen',
	mapLabel: (plan: string) => `Karte von ${plan} mit dem Rahmen des Ausschnitts`,
	frameTitle: 'Ausschnitt auf der Karte',
	frameHint:
		'Der Rahmen zeigt, was gedruckt wird. Ziehen Sie ihn mit der Maus oder dem Finger, oder wählen Sie ihn mit der Tabulatortaste: Pfeiltasten verschieben ihn, mit Umschalttaste feiner, die Tasten Punkt und Komma drehen ihn.',
	frameLabel: 'Rahmen des Ausschnitts',
	frameRole: 'verschiebbarer Rahmen',
	move: { west: 'Nach links', east: 'Nach rechts', north: 'Nach oben', south: 'Nach unten' },
	turn: { left: 'Gegen den Uhrzeigersinn drehen', right: 'Im Uhrzeigersinn drehen' },
	toView: 'Rahmen in die Mitte der Karte',
	toPlan: 'Rahmen auf den ganzen Plan',
	shown: (scale: number, width: number, height: number, angle: number) =>
		`${scaleText(scale)}: ${formatNumber(Math.round(width))} × ${formatNumber(Math.round(height))} Meter${angle === 0 ? '' : `, um ${formatNumber(angle)}° gedreht`}`,
	scalesExact: 'Das PDF ist nur dann maßstäblich, wenn Sie es in Originalgröße drucken (Druckereinstellung „Tatsächliche Größe“ oder 100 %).',
	waiting: {
		title: 'Ihr PDF wird erstellt',
		text: 'Das dauert je nach Ausschnitt einige Sekunden. Diese Seite lädt sich von selbst neu.',
		queued: 'Der Auftrag steht in der Warteschlange.',
		progress: (share: number) => `Etwa ${Math.round(share * 100)} % sind fertig.`,
		reload: 'Jetzt nachsehen',
		ready: 'Ihr PDF ist fertig',
		failed: 'Das PDF konnte nicht erstellt werden',
		retry: 'Noch einmal versuchen',
		open: 'PDF herunterladen',
		change: 'Zurück zu den Einstellungen'
	}
} as const;

/** Words on the sheet itself. */
export const sheetTexts = {
	title: (plan: string) => `Auszug aus dem Plan: ${plan}`,
	scale: scaleText,
	version: (number: number, publishedOn: string | null) => (publishedOn ? `${number} vom ${formatDay(publishedOn)}` : `${number} (nicht veröffentlicht)`),
	labels: {
		number: 'Plannummer',
		version: 'Fassung',
		status: 'Rechtsstand',
		scale: 'Maßstab',
		crs: 'Lagebezug',
		day: 'Gedruckt am',
		address: 'Im Portal'
	},
	note:
		'Dieser Auszug dient der Information und ist nicht amtlich beglaubigt. Rechtlich maßgeblich ist allein der ausgefertigte Plan, den Sie bei der Verwaltung einsehen können.',
	exactAt: 'Maßstäblich bei Druck in Originalgröße.',
	base: (attribution: string) => `Hintergrund: ${attribution.replace(/^Hintergrundkarte: /, '')}`,
	legend: 'Zeichenerklärung',
	legendHint: 'Erklärt sind die Planzeichen, die im Ausschnitt vorkommen.',
	legendContinued: 'Zeichenerklärung (Fortsetzung)',
	legendGoesOn: 'Fortsetzung auf dem nächsten Blatt',
	legendEmpty: 'In diesem Ausschnitt liegt kein Planzeichen.',
	planzv: (number: string) => `PlanZV ${number}`,
	northAlt: 'Nordpfeil: Gitternord',
	north: 'N',
	metres: (value: number) => (value >= 1000 ? `${formatNumber(value / 1000)} km` : `${formatNumber(value)} m`),
	corner: (value: number) => formatNumber(Math.round(value * 10) / 10),
	mapAlt: (plan: string, scale: number, objects: number, centre: string) =>
		`Karte: Auszug aus ${plan} im Maßstab ${scaleText(scale)} mit ${formatNumber(objects)} Objekten. Mitte des Ausschnitts: ${centre}. Die Planzeichen erklärt die Zeichenerklärung; alle Objekte stehen als Liste im Portal.`,
	logoAlt: (municipality: string) => `Wappen oder Logo: ${municipality}`,
	page: (page: number, count: number) => `Blatt ${page} von ${count}`,
	swatchAlt: (title: string) => `Muster des Planzeichens ${title}`
} as const;
