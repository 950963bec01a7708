import type { RepairKind } from './repair-feature.ts';

const many = (count: number, one: string, more: string): string => (count === 1 ? one : `${count} ${more}`);

/** What was repaired, in a sentence. */
export const REPAIR_TEXTS: Record<RepairKind, (count: number) => string> = {
	orientation: (n) => many(n, 'Ein Ring wurde', 'Ringe wurden') + ' in die richtige Richtung gedreht (außen gegen, innen im Uhrzeigersinn).',
	zone: (n) => 'Bei ' + many(n, 'einer Geometrie', 'Geometrien') + ' wurde die vorangestellte Zone aus den Ostwerten entfernt.',
	axes: (n) => 'Bei ' + many(n, 'einer Geometrie', 'Geometrien') + ' wurden Länge und Breite in die übliche Reihenfolge gebracht.',
	id: (n) => many(n, 'Ein Objekt ohne gml:id hat', 'Objekte ohne gml:id haben') + ' eine neue erhalten.',
	'id-repeated': (n) => many(n, 'Eine mehrfach vergebene gml:id wurde', 'mehrfach vergebene gml:ids wurden') + ' durch eine neue ersetzt.',
	'geometry-id': (n) => many(n, 'Eine Geometrie ohne gml:id hat', 'Geometrien ohne gml:id haben') + ' eine erhalten.',
	'srs-name': (n) =>
		'Bei ' + many(n, 'einer Geometrie', 'Geometrien') + ' wurde das Koordinatenreferenzsystem (srsName) der Datei eingetragen.',
	'ring-closed': (n) =>
		n === 1
			? 'Ein Ring, dessen Enden weniger als 2 mm auseinanderlagen, wurde geschlossen.'
			: `${n} Ringe, deren Enden weniger als 2 mm auseinanderlagen, wurden geschlossen.`,
	'point-repeated': (n) =>
		many(n, 'Ein Punkt, der zweimal hintereinander stand, wurde', 'Punkte, die zweimal hintereinander standen, wurden') + ' entfernt.',
	order: (n) =>
		'Bei ' + many(n, 'einem Objekt oder Datentyp', 'Objekten oder Datentypen') + ' wurden die Angaben in die vorgeschriebene Reihenfolge gebracht.',
	uom: (n) => 'Bei ' + many(n, 'einem Maß', 'Maßen') + ' wurde die fehlende, vom Standard vorgeschriebene Einheit ergänzt.',
	'decimal-comma': (n) => 'Bei ' + many(n, 'einer Zahl', 'Zahlen') + ' wurde das Dezimalkomma durch einen Punkt ersetzt.',
	href: (n) => many(n, 'Einem Verweis', 'Verweisen') + ' innerhalb der Datei wurde das fehlende „#“ vorangestellt.'
};
