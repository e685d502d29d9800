// Italian word classes: `@name` in a phrase stands for any of these. Folded: no accents, no capitals; "-" means "begins so".

export const italianClasses: Readonly<Record<string, string>> = {
  want: `voglio vorrei vogliamo vorremmo volevo volevamo desidero desidererei desideravo devo dovrei dobbiamo dovremmo pretendo esigo gradirei
    preferisco preferirei preferirebbe chiedo piacerebbe piacere`,
  can: 'posso potrei possiamo potremmo riesco riusciamo riuscirei potevo',
  could: 'puo puoi potete potreste potrebbe potresti possono potrebbero potesse poteste vuole volete',
  talk: 'interloquire trattare parlare parlarne parlarci chattare comunicare discutere interagire dialogare conferire confrontarmi ragionare parla parlo',
  person: `operatore operatori operatrice operatrici persona persone umano umana umani umane qualcuno qualcun qlcn qlcuno addetto addetta addetti
    consulente consulenti responsabile responsabili titolare titolari proprietario proprietaria commesso commessa collega dipendente tecnico
    direttore direttrice capo manager supervisore superiore cristiano agente referente incaricato incaricata impiegato impiegata
    artigiano artigiana ceramista assistente helpdesk esperto esperta specialista colleghi venditore venditrice negoziante
    vostri voi`,
  staff: `operatore operatrice umano umana addetto addetta consulente responsabile titolare proprietario commesso commessa dipendente tecnico
    direttore capo manager supervisore superiore referente incaricato impiegato agente collega esperto esperta specialista`,
  bot: 'bot robot chatbot chatbox macchina macchine macchinetta automa computer algoritmo ia ai intelligenza risponditore disco nastro',
  robot: 'bot robot chatbot chatbox automa risponditore',
  callverb: `chiamarmi richiamarmi contattarmi ricontattarmi telefonarmi chiamarci richiamarci contattarci ricontattarci chiamare richiamare
    contattare ricontattare telefonare chiami chiama richiami contatti telefoni avvisi avvisarmi chiamasse`,
  reachme: `chiamarmi richiamarmi contattarmi ricontattarmi telefonarmi chiamarci richiamarci contattarci ricontattarci telefonarci
    sentirmi ascoltarmi`,
  reach: 'chiamare richiamare contattare ricontattare telefonare',
  broken: `rotto rotta rotti rotte spezzat- frantumat- scheggiat- crepat- incrinat- graffiat- ammaccat- danneggiat- difettos- distrutt- sbeccat-
    sbreccat- scrostat- macchiat- spaccat- manomess- sfasciat- disintegrat- sbriciolat- deformat- scolorit- schiacciat- lesionat- rovinat-`,
  pieces: 'pezzi frantumi cocci briciole',
  thing: `vaso vasi vasetto piatto piatti piattino tazza tazze tazzina tazzine ciotola ciotole insalatiera teiera brocca lampada lampade
    piastrella piastrelle mattonella mattonelle statua statuina statuetta centrotavola portacandele vassoio bicchiere bicchieri caraffa oliera
    alzata zuccheriera pezzo pezzi articolo articoli prodotto prodotti oggetto oggetti merce regalo pacco pacchi pacchetto scatola scatolo
    collo ordine ordini spedizione consegna confezione imballaggio imballo manico coperchio base colore colori misura misure taglia modello
    decoro smalto set servizio quantita roba cosa coso etichetta fattura`,
  parcel:
    'pacco pacchi pacchetto ordine ordini spedizione merce consegna collo roba vaso vasi articolo articoli prodotto prodotti regalo acquisto',
  arrive: 'arriv- ricevut- ricevo consegnat- pervenut- giunt- giung- trovat- recapitat- apert- scartat-',
  arrived:
    'arrivat- pervenut- giunt- consegnato consegnata consegnati recapitat- ricevut- ricevo spedito spedita spediti partito partita',
  time: `ore ora giorno giorni gg settimana settimane sett mese mesi anno anni minuti secoli eternita lunedi martedi mercoledi giovedi venerdi
    sabato domenica gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre ieri stamattina stamane
    natale pasqua`,
  many: 'due tre quattro cinque sei sette otto nove dieci quindici venti trenta 2 3 4 5 6 7 8 9 10 12 15 20 mille cento troppe tante',
  number:
    'un una due tre quattro cinque sei sette otto nove dieci quindici venti trenta 2 3 4 5 6 7 8 9 10 12 14 15 20 21 30 40 mille cento troppe',
  nth: 'seconda terza quarta quinta sesta settima ottava nona decima ennesima millesima centesima 2a 3a 4a 5a 6a 10a 2 3 4 5 6 2nda 3za',
  awful: `pessim- orribil- orrend- terribil- vergognos- scandalos- inaccettabil- indecent- vomitevol- penos- squallid- schifos- imbarazzant-
    intollerabil- inammissibil- allucinant- disgustos- indegn- oscen- inqualificabil- inconcepibil- disastr- catastrofic- ignobil- deplorevol-
    vergognat- scandalo tremend- raccapricciant- agghiacciant- ripugnant- insopportabil- esecrabil- inesistent-`,
  service: `servizio assistenza supporto negozio sito azienda ditta societa venditore corriere gestione organizzazione esperienza comportamento
    qualita trattamento call customer clienti`,
};
