/** The words by which a stated reason is judged: data, in the languages spoken here, to be reviewed and added to. */

const words = (text: string): readonly string[] => text.split(/\s+/);

/** Words that say nothing by themselves; a reason made of nothing else is no reason (misuse D7). */
export const vagueWords: readonly string[] = [
  // English: articles and the like, then what people type when they do not want to say.
  ...words('a an the for of to and or in on at my me i is it its this that some any all just with by from as be was'),
  ...words('case cases check checks checked checking look looks looked looking see seen info information intel'),
  ...words('intelligence inv invs invest investigation investigations investigate investigating investigative'),
  ...words('suspicious suspect suspected susp test tests testing tested misc miscellaneous le leo law enforcement'),
  ...words('police officer official business bolo vehicle vehicles veh car cars auto plate plates tag tags license'),
  ...words('licence number numbers query queries search searches searching lookup need needs needed want work working'),
  ...words('duty follow following up followup reason reasons none nothing na n/a no yes curious curiosity asdf random'),
  ...words('purpose purposes stuff thing things something whatever please ok okay per request requested run running'),
  ...words('routine general general-purpose person people subject matter ongoing active various other unknown tbd'),
  ...words('criminal crime'),
  // Spanish.
  ...words('el la los las un una de del para por en y o que es mi su este esta caso casos revisar revision buscar'),
  ...words('busqueda investigacion investigaciones investigar investigando sospechoso sospechosa sospechosos prueba'),
  ...words('pruebas trabajo policia oficial vehiculo vehiculos carro carros coche placa placas consulta informacion'),
  ...words('motivo razon nada rutina curiosidad seguimiento'),
  // Tagalog, Vietnamese, French, German.
  ...words('ang ng sa para imbestigasyon pagsisiyasat kaso sasakyan plaka trabaho wala pulis'),
  ...words('điều tra xe biển số công việc kiểm cảnh sát nghi ngờ'),
  ...words('le les des du pour enquete enquetes recherche suspect voiture vehicule plaque affaire rien travail'),
  ...words('der die das fur ermittlung ermittlungen verdacht verdachtig fahrzeug kennzeichen fall dienstlich arbeit'),
];

/** A term that gives a purpose away. `certain` refuses by itself; `possible` has innocent uses and is flagged. */
export type Term = { readonly text: string; readonly weight: 'certain' | 'possible' };

const certain = (text: string): readonly Term[] => words(text).map((one) => ({ text: one, weight: 'certain' }));
const possible = (text: string): readonly Term[] => words(text).map((one) => ({ text: one, weight: 'possible' }));
const phrase = (weight: Term['weight'], ...texts: readonly string[]): readonly Term[] =>
  texts.map((text) => ({ text, weight }));

/** Immigration enforcement (misuse D10; 430.10¶V.2). */
export const immigrationTerms: readonly Term[] = [
  ...certain('immigration deport deports deported deporting deportation deportations deportable'),
  ...certain('hsi cbp uscis 287g'),
  ...phrase('certain', '287 g', 'ice case', 'ice detainer', 'ice hold', 'ice request', 'ice agent', 'ice agents'),
  ...phrase('certain', 'ice ero', 'for ice', 'assist ice', 'assisting ice', 'border patrol', 'illegal alien'),
  ...phrase('certain', 'illegal aliens', 'illegal entry', 'immigration and customs', 'customs enforcement'),
  ...phrase('certain', 'administrative warrant', 'enforcement and removal', 'removal order', 'removal proceedings'),
  ...phrase('certain', 'homeland security investigations', 'assist feds'),
  ...possible('ice ero removal detainer detainers alien aliens immigrant immigrants migrant migrants visa overstay'),
  ...possible('feds dhs daca undocumented'),
  // Spanish, French, Tagalog, Vietnamese, Korean, Chinese.
  ...certain('inmigracion deportar deportacion deportado migra'),
  ...certain('migracion imigrasyon'),
  ...possible('inmigrante inmigrantes indocumentado indocumentados expulsion'),
  ...phrase('certain', 'sans papiers', 'nhập cư', 'di trú', 'trục xuất', '이민', '추방', '移民', '遣返', '驅逐出境'),
];

/** Activity that the law protects: health care, assembly, faith (misuse D11; 430.9P(b)). */
export const protectedTerms: readonly Term[] = [
  ...certain('abortion abortions reproductive protest protests protester protesters protestor protestors protesting'),
  ...certain('activist activists demonstrators picketing picketers unionizing mifepristone transgender'),
  ...phrase('certain', 'planned parenthood', 'gender care', 'gender affirming', 'had an abortion', 'no kings'),
  ...phrase('certain', 'political rally', 'labor rally', 'labour rally', 'campaign rally', 'rally attendees'),
  ...phrase('certain', 'protest march', 'union organizer', 'union organizers', 'union meeting', 'mosque attendees'),
  ...phrase('certain', 'church attendees', 'religious group', 'muslim community', 'black lives matter'),
  ...possible('rally rallies march marchers demonstration union strike clinic church mosque synagogue temple'),
  ...possible('religion religious muslim jewish journalist reporter picket'),
  // Spanish, French, Chinese, Korean, Vietnamese.
  ...certain('aborto abortos protesta protestas manifestante manifestantes avortement'),
  ...phrase('certain', '墮胎', '堕胎', '抗议', '抗議', '낙태', '시위', 'phá thai', 'biểu tình'),
  ...possible('sindicato huelga iglesia mezquita manifestacion'),
];

/** Words that look like a misspelling of one above and are none. */
export const honestWords: ReadonlySet<string> = new Set([
  ...words('report reports reported reporting reporter department departed depart departs departure airport airports'),
  ...words('resort resorts transport emigration migration really tally ally alley valley arch larch match watch'),
  ...words('church starch merch protect protects protected protecting protection protective contest contests detest'),
  ...words('pretext resting vesting nesting listing clinch reunion onion unions unit police policy place places plaza'),
  ...words('case cast cash vase base phase chase chased chases carts cart card cards care scar tags tank work worked'),
  ...words('word words fork torn warrant warrants deponent export exported import imported transported'),
]);

/** What describes a person and not a vehicle (430.1¶1.3). */
export const personWords: ReadonlySet<string> = new Set([
  ...words('driver drivers passenger passengers occupant occupants pedestrian'),
  ...words('male female man men woman women boy girl'),
  ...words('teenager juvenile hispanic latino latina caucasian asian african-american wearing hoodie beard bearded'),
  ...words('tattoo tattoos tattooed bald blond blonde brunette haired skinned ethnicity race gender'),
  ...words('conductor pasajero pasajera hombre mujer fahrer fahrerin'),
]);
