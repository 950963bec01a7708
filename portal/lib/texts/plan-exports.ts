import { formatBytes } from './format.ts';

/** Texts of the downloads of a plan. */
export const planExportTexts = {
	title: 'Herunterladen',
	link: 'Plan herunterladen (XPlanGML, GeoPackage, GeoJSON, DXF …)',
	intro: 'Hier laden Sie diesen Plan in verschiedenen Formaten herunter. Die Dateien enthalten immer die gezeigte Fassung.',
	version: (number: number) => `Fassung ${number}`,
	unpublished: 'Diese Fassung ist noch nicht veröffentlicht. Nur die Verwaltung kann sie herunterladen.',
	groups: { xplan: 'XPlanGML', gis: 'Für Geoinformationssysteme und CAD' },
	kinds: {
		original: { name: 'Originaldatei', format: 'wie hochgeladen', text: 'Die Datei, wie sie die planende Stelle eingereicht hat, unverändert.' },
		repaired: {
			name: 'Reparierte Datei',
			format: 'XPlanGML',
			text: 'Die Originaldatei mit behobenen formalen Mängeln, zum Beispiel Ringen in falscher Richtung. Sie sehen vorher, was geändert wird.'
		},
		xplangml: { name: 'XPlanGML', format: 'GML', text: 'Der gespeicherte Plan im Austauschstandard, in der Version, in der er erstellt wurde.' },
		'xplangml-5.4': {
			name: 'XPlanGML, umgewandelt in Version 5.4',
			format: 'ZIP mit GML und Listen',
			text: 'Der Plan in einer neueren Version des Standards. Sie sehen vorher, was sich nicht übernehmen lässt.'
		},
		'xplangml-6.0': {
			name: 'XPlanGML, umgewandelt in Version 6.0',
			format: 'ZIP mit GML und Listen',
			text: 'Der Plan in einer neueren Version des Standards. Sie sehen vorher, was sich nicht übernehmen lässt.'
		},
		geopackage: { name: 'GeoPackage', format: 'GPKG', text: 'Alle Objekte für Geoinformationssysteme wie QGIS, eine Ebene je Klasse. Bögen sind Linienzüge.' },
		shapefile: {
			name: 'Shapefile',
			format: 'ZIP',
			text: 'Für ältere Programme, eine Datei je Klasse und Geometrieart. Lange Namen und Texte sind gekürzt; eine Liste liegt bei.'
		},
		geojson: { name: 'GeoJSON', format: 'GeoJSON', text: 'Für Karten im Netz: alle Objekte in Länge und Breite (WGS 84).' },
		dxf: { name: 'DXF', format: 'DXF', text: 'Für CAD-Programme: Umrisse und Linien, je Klasse auf einem eigenen Layer.' }
	},
	download: 'Herunterladen',
	look: 'Ansehen und herunterladen',
	downloadNamed: (name: string) => `${name} herunterladen`,
	lookNamed: (name: string) => `${name}: ansehen und herunterladen`,
	size: (bytes: number) => formatBytes(bytes),
	sizeUnknown: 'Größe steht nach dem Erstellen fest',
	crs: (name: string) => `Koordinaten: ${name}`,
	back: 'Zurück zum Plan',
	backToList: 'Zurück zu allen Formaten',
	waiting: {
		title: 'Ihre Datei wird erstellt',
		text: 'Das dauert je nach Größe des Plans einige Sekunden bis wenige Minuten. Diese Seite lädt sich von selbst neu.',
		queued: 'Die Datei steht in der Warteschlange.',
		progress: (share: number) => `Etwa ${Math.round(share * 100)} % sind fertig.`,
		reload: 'Jetzt nachsehen'
	},
	ready: { title: 'Ihre Datei ist fertig', text: (format: string, size: string) => `${format}, ${size}` },
	failed: { title: 'Die Datei konnte nicht erstellt werden', retry: 'Noch einmal versuchen' },
	report: {
		repairs: 'Das wird repariert',
		noRepairs: 'In dieser Datei gibt es nichts zu reparieren. Die Datei ist neu geschrieben, der Inhalt ist derselbe.',
		attachments: 'Anlagen der Originaldatei sind nicht enthalten.',
		lost: (count: number) => (count === 1 ? 'Eine Angabe lässt sich nicht übernehmen' : `${count} Angaben lassen sich nicht übernehmen`),
		nothingLost: 'Alle Angaben lassen sich übernehmen.',
		missing: (count: number) => (count === 1 ? 'Eine Pflichtangabe fehlt' : `${count} Pflichtangaben fehlen`),
		missingText: 'In der neuen Version sind diese Angaben Pflicht. Die Datei ist erst gültig, wenn sie ergänzt sind.',
		changed: 'Das heißt oder steht jetzt anders',
		shown: (shown: number, all: number) => `Gezeigt sind ${shown} von ${all}; alle stehen in der Liste im ZIP.`,
		columns: { object: 'Objekt', property: 'Angabe', value: 'Wert', reason: 'Grund', what: 'Was', count: 'Anzahl' },
		whole: 'ganzes Objekt'
	},
	files: {
		lost: 'Nicht-uebernommen.csv',
		missing: 'Fehlende-Pflichtangaben.csv',
		changed: 'Geaendert.csv',
		names: 'Feldnamen.csv',
		readme: 'Liesmich.txt',
		columns: {
			lost: ['Kennung (gml:id)', 'Klasse', 'Angabe', 'Wert', 'Grund'],
			missing: ['Kennung (gml:id)', 'Klasse', 'Angabe', 'Grund'],
			changed: ['Klasse', 'Angabe', 'Was', 'Anzahl'],
			names: ['Datei', 'Feldname', 'Angabe']
		}
	},
	conversionReadme: (from: string, to: string, lost: number, missing: number) =>
		[
			`Dieser Plan wurde aus XPlanGML ${from} in XPlanGML ${to} umgewandelt.`,
			'Rechtlich maßgeblich ist der Plan selbst, nicht diese Datei.',
			'',
			lost === 0 ? 'Alle Angaben wurden übernommen.' : `${lost} Angaben ließen sich nicht übernehmen: siehe Nicht-uebernommen.csv.`,
			missing === 0 ? 'Alle Pflichtangaben sind vorhanden.' : `${missing} Pflichtangaben fehlen und sind zu ergänzen: siehe Fehlende-Pflichtangaben.csv.`,
			'Was jetzt anders heißt oder an anderer Stelle steht: siehe Geaendert.csv.',
			''
		].join('\r\n'),
	shapeReadme: (names: number, texts: number) =>
		[
			'Eine Datei je Klasse und Geometrieart. Die Zeichenkodierung ist UTF-8 (siehe .cpg), das Koordinatenreferenzsystem steht in der .prj-Datei.',
			'Kreisbögen sind durch Linienzüge ersetzt (Abweichung unter 1 mm).',
			names === 0 ? 'Kein Feldname musste gekürzt werden.' : `${names} Feldnamen sind auf 10 Zeichen gekürzt: siehe Feldnamen.csv.`,
			texts === 0 ? 'Kein Text musste gekürzt werden.' : `${texts} Texte sind auf 254 Bytes gekürzt; vollständig stehen sie im GeoPackage.`,
			''
		].join('\r\n')
} as const;
