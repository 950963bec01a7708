import type { KindStep, SkipReason } from './kind.ts';

/** Steps of the BauGB as data; the codes are those of DCAT-AP.PLU 0.2.4 and of XBeteiligung. */

const MINOR: SkipReason = {
	code: 'unwesentlich',
	text: 'Der Bebauungsplan wird aufgestellt oder aufgehoben und das wirkt sich auf das Plangebiet und die Nachbargebiete nicht oder nur unwesentlich aus.',
	law: '§ 3 Abs. 1 Satz 3 Nr. 1 BauGB'
};
const ELSEWHERE: SkipReason = {
	code: 'andere-grundlage',
	text: 'Unterrichtung und Erörterung sind bereits zuvor auf anderer Grundlage erfolgt.',
	law: '§ 3 Abs. 1 Satz 3 Nr. 2 BauGB'
};
export const SIMPLIFIED: SkipReason = {
	code: 'vereinfacht',
	text: 'Im vereinfachten Verfahren wird von der frühzeitigen Unterrichtung und Erörterung abgesehen.',
	law: '§ 13 Abs. 2 Satz 1 Nr. 1 BauGB'
};
export const ACCELERATED: SkipReason = {
	code: 'beschleunigt',
	text: 'Im beschleunigten Verfahren wird von der frühzeitigen Unterrichtung und Erörterung abgesehen.',
	law: '§ 13a Abs. 2 Nr. 1 in Verbindung mit § 13 Abs. 2 Satz 1 Nr. 1 BauGB'
};

type Given = Pick<KindStep, 'key' | 'title' | 'track' | 'rule' | 'law' | 'explanation' | 'dcat' | 'xbeteiligung'> & Partial<KindStep>;

const step = (given: Given): KindStep => ({ otherRules: [], need: 'required', skipReasons: [], repeats: null, effect: null, notice: false, ...given });

export const START = step({
	key: 'aufstellungsbeschluss',
	title: 'Aufstellungsbeschluss',
	track: 'internal',
	rule: 'day',
	need: 'optional',
	notice: true,
	law: '§ 2 Abs. 1 Satz 2 BauGB',
	explanation: 'Die Gemeinde beschließt, den Plan aufzustellen, und macht den Beschluss ortsüblich bekannt.',
	dcat: 'internal',
	xbeteiligung: '3000'
});

export const EARLY_PUBLIC = step({
	key: 'fruehzeitig-oeffentlichkeit',
	title: 'Frühzeitige Beteiligung der Öffentlichkeit',
	track: 'public',
	rule: 'free',
	skipReasons: [MINOR, ELSEWHERE],
	notice: true,
	law: '§ 3 Abs. 1 BauGB',
	explanation: 'Die Öffentlichkeit erfährt früh von Zielen, Zwecken, Alternativen und Auswirkungen der Planung und kann sich äußern. Auch Kinder und Jugendliche gehören dazu.',
	dcat: 'earlyPublicPart',
	xbeteiligung: '4000'
});

export const EARLY_TOEB = step({
	key: 'fruehzeitig-toeb',
	title: 'Frühzeitige Beteiligung der Behörden',
	track: 'toeb',
	rule: 'free',
	otherRules: ['toeb'],
	law: '§ 4 Abs. 1 BauGB',
	explanation: 'Behörden und sonstige Träger öffentlicher Belange werden unterrichtet und äußern sich auch zu Umfang und Detaillierungsgrad der Umweltprüfung.',
	dcat: 'earlyInvolveAuth',
	xbeteiligung: '2000'
});

export const PUBLICATION = step({
	key: 'veroeffentlichung',
	title: 'Veröffentlichung im Internet',
	track: 'public',
	rule: 'publication',
	notice: true,
	law: '§ 3 Abs. 2 BauGB',
	explanation: 'Der Entwurf steht mit Begründung und wesentlichen umweltbezogenen Stellungnahmen im Internet. Jede und jeder kann eine Stellungnahme abgeben.',
	dcat: 'publicDisclosure',
	xbeteiligung: '6000'
});

export const TOEB = step({
	key: 'toeb',
	title: 'Beteiligung der Behörden und Träger öffentlicher Belange',
	track: 'toeb',
	rule: 'toeb',
	law: '§ 4 Abs. 2 BauGB',
	explanation: 'Behörden und sonstige Träger öffentlicher Belange nehmen zum Entwurf und zur Begründung Stellung.',
	dcat: 'publicAgencies',
	xbeteiligung: '5000'
});

export const RENEWED_PUBLIC = step({
	key: 'erneut-oeffentlichkeit',
	title: 'Erneute Veröffentlichung im Internet',
	track: 'public',
	rule: 'shortened',
	otherRules: ['publication'],
	need: 'demand',
	repeats: 'veroeffentlichung',
	notice: true,
	law: '§ 4a Abs. 3 BauGB',
	explanation: 'Der Entwurf wurde geändert und wird erneut veröffentlicht. Stellungnahmen sind zu den geänderten oder ergänzten Teilen und ihren möglichen Auswirkungen möglich.',
	dcat: 'publicDisclosure',
	xbeteiligung: '6000'
});

export const RENEWED_TOEB = step({
	key: 'erneut-toeb',
	title: 'Erneute Beteiligung der Behörden',
	track: 'toeb',
	rule: 'shortened',
	otherRules: ['toeb'],
	need: 'demand',
	repeats: 'toeb',
	law: '§ 4a Abs. 3 BauGB',
	explanation: 'Der Entwurf wurde geändert; die Stellungnahmen der berührten Behörden werden erneut eingeholt.',
	dcat: 'publicAgencies',
	xbeteiligung: '5000'
});

export const DISCUSSION = step({
	key: 'eroerterung',
	title: 'Erörterung',
	track: 'public',
	rule: 'day',
	need: 'optional',
	skipReasons: [{ code: 'in-der-frist', text: 'Die Erörterung findet während der frühzeitigen Beteiligung ohne eigenen Termin statt.', law: '§ 3 Abs. 1 Satz 1 BauGB' }],
	law: '§ 3 Abs. 1 Satz 1 BauGB',
	explanation: 'In einer Veranstaltung werden Ziele und Auswirkungen der Planung erörtert.',
	dcat: 'internal',
	xbeteiligung: '6100'
});

export const WEIGHING = step({
	key: 'abwaegung',
	title: 'Abwägung',
	track: 'internal',
	rule: 'day',
	effect: 'evaluation',
	law: '§ 1 Abs. 7, § 3 Abs. 2 Satz 6 BauGB',
	explanation: 'Die fristgemäß abgegebenen Stellungnahmen werden geprüft, öffentliche und private Belange gegeneinander und untereinander gerecht abgewogen. Das Ergebnis wird mitgeteilt.',
	dcat: 'internal',
	xbeteiligung: '7000'
});

export const DECISION = step({
	key: 'beschluss',
	title: 'Satzungsbeschluss',
	track: 'internal',
	rule: 'day',
	effect: 'decision',
	law: '§ 10 Abs. 1 BauGB',
	explanation: 'Die Gemeinde beschließt den Plan.',
	dcat: 'internal',
	xbeteiligung: '7000'
});

export const APPROVAL = step({
	key: 'genehmigung',
	title: 'Genehmigung',
	track: 'internal',
	rule: 'day',
	need: 'optional',
	effect: 'decision',
	law: '§ 10 Abs. 2 BauGB',
	explanation: 'Die höhere Verwaltungsbehörde genehmigt den Plan.',
	dcat: 'internal',
	xbeteiligung: '8000'
});

export const IN_FORCE = step({
	key: 'inkraft',
	title: 'Inkrafttreten',
	track: 'public',
	rule: 'day',
	effect: 'in-force',
	notice: true,
	law: '§ 10 Abs. 3, § 10a BauGB',
	explanation: 'Mit der Bekanntmachung tritt der Plan in Kraft. Er bleibt mit Begründung dauerhaft im Internet zugänglich.',
	dcat: 'completed',
	xbeteiligung: '8000'
});

export const DISCONTINUED = step({
	key: 'eingestellt',
	title: 'Verfahren eingestellt',
	track: 'public',
	rule: 'day',
	need: 'demand',
	effect: 'archived',
	law: '§ 1 Abs. 8, § 2 Abs. 1 BauGB',
	explanation: 'Das Verfahren wird nicht fortgeführt.',
	dcat: 'internal',
	xbeteiligung: '8000'
});

export const REPEALED = step({
	key: 'aufgehoben',
	title: 'Plan aufgehoben',
	track: 'public',
	rule: 'day',
	need: 'demand',
	effect: 'archived',
	notice: true,
	law: '§ 1 Abs. 8 BauGB',
	explanation: 'Der Plan gilt nicht mehr.',
	dcat: 'completed',
	xbeteiligung: '8000'
});
