import { CENTRES, land } from './land.ts';
import { readStreets, type Locality } from './streets.ts';
import type { Municipality, Street } from './town-types.ts';

export const AUENFELDE: Locality = { municipality: 'auenfelde', place: 'Auenfelde', postcode: '01992', origin: CENTRES.auenfelde };
export const KIEFERNHEIDE: Locality = {
	municipality: 'heidewinkel',
	place: 'Kiefernheide',
	postcode: '01994',
	origin: CENTRES.heidewinkel
};

const locality = (municipality: Municipality, place: string, postcode: string, x: number, y: number): Locality => ({
	municipality,
	place,
	postcode,
	origin: land(x, y)
});

/** Large village with a church, a new estate in the north-east and a business park in the east. */
const auenfelde = `
	Hauptstraße | main:13 | farm/block | -820,-120 -420,-66 0,0
	Hauptstraße | main:13 | block/farm | 0,0 350,58 800,40
	Kirchstraße | residential:9 | house/block | 0,0 32,220 -16,470
	Mühlweg | residential:8 | house | -420,-66 -384,200 -180,290 14,300
	Bachstraße | residential:8 | farm/house | -420,-66 -430,-300 -250,-420 60,-400
	Schmiedegasse | lane:7 | house | 0,0 46,-200 60,-400
	Wiesenweg | residential:8 | house | -425,-200 -180,-216 46,-200
	Ährenweg | residential:8 | house | 32,220 370,238 720,214
	Haferweg | residential:8 | house | 0,396 380,404 700,378
	Gerstenweg | residential:8 | house | 350,58 370,238 380,404
	Roggenweg | residential:8 | row/house | 560,52 578,226 590,392
	Weizenweg | residential:8 | house | 800,40 760,180 720,214 700,378
	Sandweg | residential:8 | house | 190,32 205,130 212,228
	Zum Sportplatz | residential:8 | house/- | 60,-400 220,-380 420,-300
	Feldrain | residential:8 | house | 300,52 330,-120 420,-300
	Gewerbestraße | main:12 | works | 800,40 1010,20 1280,-20
	Am Speicher | residential:11 | works | 1010,20 1020,-300
	Storchenweg | residential:8 | house | -384,200 -520,330 -400,470 -180,430 -180,290
	Kornblumenweg | residential:8 | house | -16,470 180,520 390,520 600,500
	Mohnweg | residential:8 | house | 180,520 186,400
	Auweg | residential:8 | farm | -820,-120 -900,120 -860,330
`;

/** Heath village along one street, with an estate of the thirties under pines. */
const kiefernheide = `
	Heidestraße | main:12 | farm/house | -720,200 -260,62 0,0 300,-120 680,-185
	Kiefernweg | residential:8 | house | 0,0 50,220 60,420
	Ginsterweg | residential:8 | house | -260,62 -230,260 -210,420
	Wacholderweg | residential:8 | house | -230,250 50,220 320,160
	Heidekrautweg | residential:8 | house | -210,420 60,420 330,350
	Moosweg | residential:8 | house | 330,-130 320,160 330,350
	Am Forsthaus | residential:8 | villa/house | 300,-120 240,-330 80,-420
	Bergstraße | residential:8 | house | 0,0 -40,-220 80,-420
	Sandgrube | residential:8 | farm/house | -260,62 -300,-160 -40,-220
	Zum Heidesee | residential:8 | house/house | 60,420 70,620 180,760
	Tannenring | residential:8 | row/house | 330,350 520,330 560,120 500,-150
	Preiselbeerweg | residential:8 | house | 320,160 560,120
	Heideweg | residential:8 | house | 527,-61 576,-54 668,-42
`;

/** Villages: one street with farms, and a church where they are large. */
const villages: [Locality, string][] = [
	[
		locality('musterlinden', 'Oberlinden', '01990', 4700, 9250),
		`
		Oberlindener Dorfstraße | country:10 | farm | -60,-420 -20,-150 0,0 -30,180 -90,420
		Kirchsteig | lane:6 | farm/house | 0,0 170,40 300,140
		Zum Teich | lane:6 | house | -30,180 -200,190 -330,140`
	],
	[
		locality('musterlinden', 'Altwiesen', '01990', 4500, 2450),
		`
		Altwiesener Ring | country:9 | farm | -260,-60 -80,40 120,50 300,-30
		Am Gut | lane:7 | farm/house | -80,40 -120,200 -60,340
		Weidengasse | lane:6 | house | 120,50 170,-130 120,-260`
	],
	[
		locality('musterlinden', 'Steinbach', '01990', 1900, 6350),
		`
		Steinbacher Straße | country:10 | farm | -380,60 -120,20 120,-10 380,-60
		Alte Schmiede | lane:6 | house/farm | -120,20 -150,200 -100,330
		Hohlweg | lane:6 | house | 120,-10 150,-190`
	],
	[
		locality('auenfelde', 'Storchenau', '01992', 8650, 9900),
		`
		Storchenauer Straße | country:10 | farm | -280,-200 -90,-60 60,60 200,260
		Deichweg | lane:6 | farm/house | -90,-60 -240,80 -300,240`
	],
	[
		locality('auenfelde', 'Lerchenfeld', '01992', 12700, 10150),
		`
		Lerchenfelder Anger | country:12 | farm | -320,-20 -100,40 120,40 330,-30
		Hinterm Dorf | lane:6 | house/- | -100,40 -60,180 120,200 120,40`
	],
	[
		locality('heidewinkel', 'Grünheide', '01994', 13250, 4000),
		`
		Grünheider Straße | country:10 | farm | -300,160 -80,40 100,-40 320,-90
		Eichwinkel | lane:6 | house | -80,40 -40,220`
	],
	[
		locality('heidewinkel', 'Elbsande', '01994', 9500, 3550),
		`
		Elbsander Straße | country:10 | farm | -300,-120 -60,-20 140,10 360,60
		Fährweg | lane:6 | house/farm | -60,-20 -150,150`
	]
];

/** Roads between the places, without houses; in metres from the Land's corner. */
const roads: [Municipality, string][] = [
	[
		'musterlinden',
		`
		Oberlindener Straße | country | - | 5345,6680 5290,7500 4950,8300 4640,8830
		Oberlindener Straße | country | - | 4610,9670 4350,10350 4150,11720
		Altwiesener Straße | country | - | 5198,4740 5100,3900 4780,3050 4420,2490
		Altwiesener Straße | country | - | 4420,2490 3300,2150 2300,1700 1750,1450
		Steinbacher Landstraße | country | - | 3530,5710 3000,5900 2600,6200 2280,6290
		Steinbacher Landstraße | country | - | 1520,6410 900,6750 520,7000
		Elbbrücke | main:13 | - | 6250,5540 6420,5530 6700,5600`
	],
	[
		'auenfelde',
		`
		Auenfelder Chaussee | country | - | 6700,5600 7900,6300 9100,7500 9880,8130
		Storchenauer Weg | country | - | 9840,8580 9350,9200 8850,10160
		Lerchenfelder Straße | country | - | 10684,8720 11200,9350 11900,9900 12380,10130
		Ostchaussee | country | - | 11980,8230 13000,8000 14380,8050`
	],
	[
		'heidewinkel',
		`
		Kiefernheider Straße | country | - | 6700,5600 7700,5000 8600,4200 9200,3430
		Kiefernheider Straße | country | - | 9860,3610 10300,3250 10730,2900
		Grünheider Weg | country | - | 12130,2515 12600,3200 12950,4160
		Heidechaussee | country | - | 12130,2515 13100,2100 14480,2180
		Forststraße | track | - | 11530,2280 11500,1600 11900,900 12100,480`
	]
];

/** Every street outside Musterlinden's town. */
export function countryStreets(): Street[] {
	const origin = land(0, 0);
	return [
		...readStreets(AUENFELDE, auenfelde),
		...readStreets(KIEFERNHEIDE, kiefernheide),
		...villages.flatMap(([where, text]) => readStreets(where, text)),
		...roads.flatMap(([municipality, text]) => readStreets({ municipality, place: '', postcode: '', origin }, text))
	];
}
