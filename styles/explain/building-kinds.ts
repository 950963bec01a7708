/** Kinds of building use in words (§§ 1 to 11 BauNVO). Our own wording; what a plan allows can differ (§ 1 Abs. 4 bis 10 BauNVO). */
import type { Sentence, StyledObject } from '../types.ts';
import { attributeOf, codesOf, valueOf } from '../attributes.ts';
import { kindOf } from '../rules/building-rules.ts';
import { table } from '../table.ts';

interface Kind {
	title: string;
	law: string;
	/** Continues "Allgemeines Wohngebiet (§ 4 BauNVO): ". */
	serves: string;
	allowed?: string;
	exceptions?: string;
}

const KINDS = table<Kind>({
	ws: {
		title: 'Kleinsiedlungsgebiet',
		law: '§ 2 BauNVO',
		serves: 'dient vorwiegend Kleinsiedlungen, also Wohngebäuden mit Nutzgärten, und landwirtschaftlichen Nebenerwerbsstellen.',
		allowed:
			'Kleinsiedlungen und Gartenbaubetriebe, außerdem Läden, Gaststätten und nicht störende ' +
			'Handwerksbetriebe, die das Gebiet versorgen'
	},
	wr: {
		title: 'Reines Wohngebiet',
		law: '§ 3 BauNVO',
		serves: 'dient dem Wohnen.',
		allowed: 'Wohngebäude und Anlagen zur Kinderbetreuung für die Bewohner des Gebiets',
		exceptions: 'Läden und nicht störende Handwerksbetriebe für den täglichen Bedarf, kleine Beherbergungsbetriebe'
	},
	wa: {
		title: 'Allgemeines Wohngebiet',
		law: '§ 4 BauNVO',
		serves: 'dient vorwiegend dem Wohnen.',
		allowed:
			'Wohngebäude, Läden, Gaststätten und nicht störende Handwerksbetriebe, die das Gebiet ' +
			'versorgen, sowie Anlagen für kirchliche, ' +
			'kulturelle, soziale, gesundheitliche und sportliche Zwecke',
		exceptions: 'Beherbergungsbetriebe, sonstige nicht störende Gewerbebetriebe, Verwaltungen, Gartenbaubetriebe und Tankstellen'
	},
	wb: {
		title: 'Besonderes Wohngebiet',
		law: '§ 4a BauNVO',
		serves:
			'dient vorwiegend dem Wohnen in bereits ' +
			'überwiegend bebauten Gebieten; die ' +
			'Wohnnutzung soll erhalten und entwickelt werden.',
		allowed:
			'Wohngebäude, Läden, Beherbergungsbetriebe, ' +
			'Gaststätten, Büros und sonstige ' +
			'Gewerbebetriebe, die mit dem Wohnen vereinbar sind'
	},
	md: {
		title: 'Dorfgebiet',
		law: '§ 5 BauNVO',
		serves:
			'dient land- und forstwirtschaftlichen Betrieben, dem Wohnen und nicht wesentlich störenden Gewerbebetrieben. ' +
			'Auf die Land- und Forstwirtschaft ist vorrangig Rücksicht zu nehmen.',
		allowed: 'Wirtschaftsstellen land- und forstwirtschaftlicher Betriebe, Wohngebäude, Läden, Gaststätten und Handwerksbetriebe'
	},
	mdw: {
		title: 'Dörfliches Wohngebiet',
		law: '§ 5a BauNVO',
		serves: 'dient dem Wohnen, land- und forstwirtschaftlichen Nebenerwerbsstellen und nicht wesentlich störenden Gewerbebetrieben.',
		allowed: 'Wohngebäude, Nebenerwerbsstellen, Kleinsiedlungen, nicht gewerbliche Tierhaltung, Läden und Gaststätten'
	},
	mi: {
		title: 'Mischgebiet',
		law: '§ 6 BauNVO',
		serves: 'dient dem Wohnen und Gewerbebetrieben, die das Wohnen nicht wesentlich stören.',
		allowed: 'Wohngebäude, Geschäfts- und Bürogebäude, Einzelhandel, Gaststätten, Beherbergungsbetriebe und sonstige Gewerbebetriebe'
	},
	mu: {
		title: 'Urbanes Gebiet',
		law: '§ 6a BauNVO',
		serves:
			'dient dem Wohnen sowie Gewerbebetrieben und sozialen, kulturellen und anderen ' +
			'Einrichtungen, die das Wohnen nicht wesentlich stören. ' +
			'Die Mischung muss nicht gleichgewichtig sein.',
		allowed: 'Wohngebäude, Geschäfts- und Bürogebäude, Einzelhandel, Gaststätten, Beherbergungsbetriebe und sonstige Gewerbebetriebe'
	},
	mk: {
		title: 'Kerngebiet',
		law: '§ 7 BauNVO',
		serves: 'dient vorwiegend Handelsbetrieben und zentralen Einrichtungen der Wirtschaft, der Verwaltung und der Kultur.',
		allowed: 'Geschäfts-, Büro- und Verwaltungsgebäude, Einzelhandel, Gaststätten, Beherbergungsbetriebe und Vergnügungsstätten'
	},
	ge: {
		title: 'Gewerbegebiet',
		law: '§ 8 BauNVO',
		serves: 'dient vorwiegend Gewerbebetrieben, die nicht erheblich belästigen.',
		allowed: 'Gewerbebetriebe, Lagerhäuser, Lagerplätze, Geschäfts-, Büro- und Verwaltungsgebäude, Tankstellen und Sportanlagen',
		exceptions: 'Wohnungen für Betriebsinhaber, Betriebsleiter, Aufsichts- und Bereitschaftspersonen'
	},
	gi: {
		title: 'Industriegebiet',
		law: '§ 9 BauNVO',
		serves: 'dient ausschließlich Gewerbebetrieben, vorwiegend solchen, die in anderen Baugebieten unzulässig sind.',
		allowed: 'Gewerbebetriebe aller Art, Lagerhäuser, Lagerplätze, öffentliche Betriebe und Tankstellen'
	},
	'so-erholung': {
		title: 'Sondergebiet, das der Erholung dient',
		law: '§ 10 BauNVO',
		serves:
			'dient der Erholung, zum Beispiel als ' +
			'Wochenendhaus-, Ferienhaus- oder ' +
			'Campingplatzgebiet. Was zulässig ist, bestimmt der Plan.'
	},
	so: {
		title: 'Sonstiges Sondergebiet',
		law: '§ 11 BauNVO',
		serves:
			'dient einem besonderen Zweck und unterscheidet sich wesentlich von den übrigen ' +
			'Baugebieten. Was zulässig ist, bestimmt der Plan.'
	},
	w: { title: 'Wohnbaufläche', law: '§ 1 Abs. 1 BauNVO', serves: 'ist für den Wohnungsbau vorgesehen.' },
	m: {
		title: 'Gemischte Baufläche',
		law: '§ 1 Abs. 1 BauNVO',
		serves: 'ist für das Wohnen und damit verträgliche andere Nutzungen vorgesehen.'
	},
	g: { title: 'Gewerbliche Baufläche', law: '§ 1 Abs. 1 BauNVO', serves: 'ist für Gewerbe oder Industrie vorgesehen.' },
	s: { title: 'Sonderbaufläche', law: '§ 1 Abs. 1 BauNVO', serves: 'ist für einen besonderen Zweck vorgesehen.' },
	bauflaeche: {
		title: 'Sonstige Baufläche',
		law: '§ 1 BauNVO',
		serves: 'ist für eine Bebauung vorgesehen; die Art der Nutzung ergibt sich aus der Planzeichnung und den Texten des Plans.'
	}
});

const ABBREVIATION = /\(([A-Z]+)\)/;

/** Title of a building area: kind and abbreviation. */
export function buildingTitle(object: StyledObject, signTitle: string): string {
	const kind = kindOf(object);
	const short = ABBREVIATION.exec(signTitle)?.[1];
	const title = (KINDS[kind] as Kind).title;
	return short ? `${title} (${short})` : title;
}

/** What the kind of building use serves and allows. */
export function buildingSentences(object: StyledObject): Sentence[] {
	const { title, law, serves, allowed, exceptions } = KINDS[kindOf(object)] as Kind;
	const sentences: Sentence[] = [{ text: `${title} (${law}): ${serves}`, law }];
	// A Flächennutzungsplan shows intentions; what is allowed on a plot follows from the Bebauungsplan.
	const binding = !object.class.startsWith('FP_');
	if (binding && allowed) sentences.push({ text: `Zulässig sind insbesondere ${allowed}.`, law });
	if (binding && exceptions) sentences.push({ text: `Ausnahmsweise können unter anderem zugelassen werden: ${exceptions}.`, law });
	const uses = [...codesOf(object, 'sondernutzung'), ...codesOf(object, 'sonderNutzung')]
		.map(({ label }) => label)
		.filter((label) => label !== undefined);
	if (uses.length > 0) sentences.push({ text: `Besondere Nutzung: ${[...new Set(uses)].join(', ')}.` });
	const detail = attributeOf(object, 'detaillierteArtDerBaulNutzung')?.label ?? valueOf(object, 'nutzungText');
	if (detail) sentences.push({ text: `Nähere Bestimmung im Plan: ${detail.replace(/[.\s]+$/, '')}.` });
	sentences.push(...deviation(object));
	if (binding && allowed) sentences.push({ text: 'Maßgebend ist die Fassung der Baunutzungsverordnung, auf der der Plan beruht.' });
	return sentences;
}

const DEVIATIONS = table({
	1000: 'Der Plan schränkt eine sonst zulässige Nutzung ein.',
	2000: 'Der Plan schließt eine sonst zulässige Nutzung aus.',
	3000: 'Der Plan lässt eine sonst nur ausnahmsweise mögliche Nutzung allgemein zu.',
	9999: 'Der Plan weicht bei den zulässigen Nutzungen von der Baunutzungsverordnung ab.'
});

function deviation(object: StyledObject): Sentence[] {
	const text = DEVIATIONS[valueOf(object, 'abweichungBauNVO') ?? ''];
	return text ? [{ text, law: '§ 1 Abs. 4 bis 10 BauNVO' }] : [];
}
