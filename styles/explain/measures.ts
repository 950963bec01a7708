/** Measure of building use in words: GRZ, GFZ, BMZ, storeys, dwellings (§§ 16 to 21a BauNVO, § 9 Abs. 1 BauGB). */
import type { Sentence, StyledObject } from '../types.ts';
import { measureOf } from '../attributes.ts';
import { german, roman } from '../numbers.ts';
import { inWords } from './words.ts';

/** Exact, smallest, greatest and exceptional value of a measure. */
interface Range {
	min?: number;
	max?: number;
	exception?: number;
}

function rangeOf(object: StyledObject, name: string): Range {
	const single = measureOf(object, name);
	const max = single ?? measureOf(object, `${name}max`);
	const min = single === undefined ? measureOf(object, `${name}min`) : undefined;
	const exception = measureOf(object, `${name}_Ausn`);
	return {
		...(min === undefined ? {} : { min }),
		...(max === undefined ? {} : { max }),
		...(exception === undefined ? {} : { exception })
	};
}

/** All sentences about the measure of building use; empty where the object has none. */
export function measureSentences(object: StyledObject): Sentence[] {
	const sentences = [
		...groundRatio(object),
		...groundArea(object),
		...floorRatio(object),
		...floorArea(object),
		...volume(object),
		...storeys(object),
		...dwellings(object)
	];
	if (sentences.length > 0 && object.class.startsWith('FP_')) {
		sentences.push({
			text: 'Im Flächennutzungsplan ist dies nur das allgemeine Maß; verbindlich wird ein Maß erst durch einen Bebauungsplan.',
			law: '§ 5 Abs. 2 Nr. 1 BauGB'
		});
	}
	return sentences;
}

const percent = (ratio: number): string => `${german(ratio * 100, 1)} %`;

function groundRatio(object: StyledObject): Sentence[] {
	const { min, max, exception } = rangeOf(object, 'GRZ');
	const law = '§ 19 BauNVO';
	const sentences: Sentence[] = [];
	if (max !== undefined && min !== undefined) {
		sentences.push({
			text:
				`Grundflächenzahl ${german(min)} bis ${german(max)}: mindestens ${percent(min)} und höchstens ` +
				`${percent(max)} des Grundstücks sind zu überbauen.`,
			law
		});
	} else if (max !== undefined) {
		sentences.push({ text: `Grundflächenzahl ${german(max)}: höchstens ${percent(max)} des Grundstücks dürfen überbaut werden.`, law });
	} else if (min !== undefined) {
		sentences.push({
			text: `Grundflächenzahl mindestens ${german(min)}: mindestens ${percent(min)} des Grundstücks sind zu überbauen.`,
			law
		});
	}
	if (exception !== undefined)
		sentences.push({ text: `Ausnahmsweise kann eine Grundflächenzahl bis ${german(exception)} zugelassen werden.`, law });
	if (max !== undefined && max < 0.8) {
		sentences.push({
			text:
				'Garagen, Stellplätze mit Zufahrten und Nebenanlagen dürfen diesen Wert in der Regel um bis zu 50 % überschreiten, ' +
				`zusammen höchstens bis ${german(Math.min(0.8, max * 1.5))} (seit der ` +
				'Baunutzungsverordnung 1990); der Plan kann anderes bestimmen.',
			law: '§ 19 Abs. 4 BauNVO'
		});
	}
	return sentences;
}

function groundArea(object: StyledObject): Sentence[] {
	const { min, max, exception } = rangeOf(object, 'GR');
	const law = '§ 19 BauNVO';
	return [
		...bounded(min, max, (text) => ({ text: `Grundfläche: ${text} m² dürfen überbaut werden.`, law })),
		...(exception === undefined
			? []
			: [{ text: `Ausnahmsweise kann eine Grundfläche bis ${german(exception)} m² zugelassen werden.`, law }])
	];
}

function floorRatio(object: StyledObject): Sentence[] {
	const { min, max, exception } = rangeOf(object, 'GFZ');
	const law = '§ 20 BauNVO';
	const sentences: Sentence[] = [];
	if (max !== undefined) {
		const span = min === undefined ? german(max) : `${german(min)} bis ${german(max)}`;
		const bounds = min === undefined ? '' : `mindestens das ${german(min)}-Fache und `;
		sentences.push({
			text:
				`Geschossflächenzahl ${span}: Die Flächen aller Vollgeschosse zusammen betragen ` +
				`${bounds}höchstens das ${german(max)}-Fache der Grundstücksfläche.`,
			law
		});
	}
	if (exception !== undefined)
		sentences.push({ text: `Ausnahmsweise kann eine Geschossflächenzahl bis ${german(exception)} zugelassen werden.`, law });
	return sentences;
}

function floorArea(object: StyledObject): Sentence[] {
	const { min, max } = rangeOf(object, 'GF');
	return bounded(min, max, (text) => ({ text: `Geschossfläche: Alle Vollgeschosse zusammen haben ${text} m².`, law: '§ 20 BauNVO' }));
}

function volume(object: StyledObject): Sentence[] {
	const law = '§ 21 BauNVO';
	const ratio = rangeOf(object, 'BMZ').max;
	const mass = rangeOf(object, 'BM').max;
	return [
		...(ratio === undefined
			? []
			: [
					{
						text:
							`Baumassenzahl ${german(ratio)}: Je Quadratmeter Grundstück sind höchstens ` +
							`${german(ratio)} Kubikmeter Baumasse zulässig.`,
						law
					}
				]),
		...(mass === undefined ? [] : [{ text: `Baumasse: höchstens ${german(mass)} Kubikmeter.`, law }])
	];
}

const floors = (count: number): string => (count === 1 ? 'ein Vollgeschoss' : `${inWords(count)} Vollgeschosse`);

function storeys(object: StyledObject): Sentence[] {
	const law = '§ 20 Abs. 1 BauNVO';
	const sentences: Sentence[] = [];
	const must = measureOf(object, 'Zzwingend');
	const { min, max, exception } = rangeOf(object, 'Z');
	if (must !== undefined)
		sentences.push({ text: `Zahl der Vollgeschosse ${roman(must)}, zwingend: Es müssen genau ${floors(must)} gebaut werden.`, law });
	else if (max !== undefined && min !== undefined && min !== max) {
		sentences.push({
			text: `Zahl der Vollgeschosse ${roman(min)} bis ${roman(max)}: mindestens ${inWords(min)} und höchstens ${floors(max)}.`,
			law
		});
	} else if (max !== undefined) sentences.push({ text: `Zahl der Vollgeschosse ${roman(max)}: höchstens ${floors(max)}.`, law });
	if (exception !== undefined) sentences.push({ text: `Ausnahmsweise können bis zu ${floors(exception)} zugelassen werden.`, law });
	const attic = measureOf(object, 'Z_Dach');
	if (attic)
		sentences.push({
			text: `Zusätzlich ${attic === 1 ? 'ist ein Dachgeschoss' : `sind ${inWords(attic)} Dachgeschosse`} als Vollgeschoss zulässig.`,
			law
		});
	const stepped = measureOf(object, 'Z_Staffel');
	if (stepped) {
		const what = stepped === 1 ? 'ist ein zurückgesetztes Geschoss' : `sind ${inWords(stepped)} zurückgesetzte Geschosse`;
		sentences.push({
			text: `Zusätzlich ${what} (Staffelgeschoss) zulässig.`,
			law
		});
	}
	return sentences;
}

function dwellings(object: StyledObject): Sentence[] {
	const sentences: Sentence[] = [];
	const count = measureOf(object, 'MaxZahlWohnungen');
	if (count !== undefined) {
		const what = count === 1 ? 'ist höchstens eine Wohnung' : `sind höchstens ${inWords(count)} Wohnungen`;
		sentences.push({
			text: `In jedem Wohngebäude ${what} zulässig.`,
			law: '§ 9 Abs. 1 Nr. 6 BauGB'
		});
	}
	const plot = measureOf(object, 'Fmin');
	if (plot !== undefined)
		sentences.push({ text: `Ein Baugrundstück muss mindestens ${german(plot)} m² groß sein.`, law: '§ 9 Abs. 1 Nr. 3 BauGB' });
	const largest = measureOf(object, 'Fmax');
	if (largest !== undefined)
		sentences.push({ text: `Ein Baugrundstück darf höchstens ${german(largest)} m² groß sein.`, law: '§ 9 Abs. 1 Nr. 3 BauGB' });
	const shop = measureOf(object, 'VF');
	if (shop !== undefined) sentences.push({ text: `Die Verkaufsfläche darf höchstens ${german(shop)} m² betragen.` });
	return sentences;
}

function bounded(min: number | undefined, max: number | undefined, sentence: (text: string) => Sentence): Sentence[] {
	if (max === undefined) return min === undefined ? [] : [sentence(`mindestens ${german(min)}`)];
	return [sentence(min === undefined ? `höchstens ${german(max)}` : `mindestens ${german(min)} und höchstens ${german(max)}`)];
}
