// Italian complaints about the thing itself: broken, wrong, missing, faulty, poor.
import type { CueTable } from '../cue';

export const italianProductComplaints: CueTable = {
  'arrived-broken': {
    weights: { complaint: 0.7, frustration: 0.15 },
    phrases: `
      @arrive ..4 @broken
      @arrive ..3 in ..2 @pieces
      @broken ..3 arrivat-|consegnat-|ricevut-
      aprire|aperto|apro|aprendo ..6 @broken
      mandat-|inviat-|spedit-|dato|vendut-|rifilat- ..4 @broken`,
  },
  'is-broken': {
    weights: { complaint: 0.6, frustration: 0.1 },
    phrases: `
      e|era|erano|sono|risulta|sembra ..1 tutto|tutta|completamente|gia|anche? @broken
      @thing ..2 @broken
      con ..3 crepa|crepe|scheggia|scheggiatura|difett-|graffi|graffio|buco|buchi|foro|ammaccatur-|bolle
      ha|aveva|presenta|hanno ..2 crepa|crepe|scheggia|scheggiatura|scheggiature|difett-|graffi|graffio|ammaccatur-|buco|buchi|foro|bozzo|bolle
      e|era|sono|erano ..2 stort-|sbilenc-|traballant-|ovalizzat-
      si e|sono @broken
      si e|sono ..2 rotto|rotta|rotti|rotte|staccat-|sfaldat-|crepat-|scollat-
      in ..1 frantumi|cocci|briciole
      in mille|due|tanti|100|1000 pezzi
      a pezzi
      manico|coperchio|base|smalto|vernice|colore ..3 staccat-|rott-|scollat-|venut-|via|sbiadit-
      si sta|stanno ..1 scrost-|romp-|stacc-|sfald-|sbricio-|scolor-|rovin-|crep-
      perde ..1 dal|dalla|da|ovunque
      perde acqua|smalto|vernice|colore|pezzi`,
  },
  broken: { weights: { complaint: 0.45 }, phrases: '@broken' },
  'just-broken': {
    weights: { complaint: 0.6 },
    place: 'alone',
    phrases: 'tutto|tutta|tutti|arrivato @broken\n@broken',
  },
  'wrong-item': {
    weights: { complaint: 0.6, frustration: 0.1 },
    phrases: `
      @thing ..3 sbagliat-|errat-|scambiat-
      sbagliat-|errat- @thing
      mandat-|inviat-|spedit-|consegnat-|arrivat-|ricevut- ..4 sbagliat-|errat-|divers-|scambiat-
      avete|hanno|ha ..1 sbagliato|scambiato
      arrivat-|ricevut-|mandat-|inviat-|spedit- ..2 un altro|altra|altri|altre
      divers- ..1 da|dal|dalla|dalle|dai|da ..3 foto|sito|descrizione|ordinat-|quello|quella|quelli|immagin-|ordine
      non e|era|sono|erano ..1 quello|quella|quelli|quelle ..2 ordinat-|ordinavo|chiest-|scelt-|comprat-|volevo|acquistat-|della|nella
      non corrispond-
      non ..2 come in|nella|nelle|da|descritt-|la|sul ..1 foto|descrizione|sito|immagin-?
      niente|nulla a che|vedere ..2 foto|descrizione|sito
      al posto di|del|della|dei ..4 ricevut-|arrivat-|mandat-
      colore|misura|taglia|forma completamente|totalmente|molto divers-
      piu|molto piccol-|grand-|scur-|chiar- ..2 di|del|rispetto|della ..3 foto|descri-|previst-|sito|aspettav-|immagin-`,
  },
  missing: {
    weights: { complaint: 0.52, frustration: 0.1 },
    phrases: `
      manca|mancano|mancava|mancavano ..3 @thing|parte|parti|pezzi|@number|viti|istruzioni|meta|fattura|scontrino
      manca|mancano|mancante|mancanti
      pacco|scatola|scatolo|busta|confezione ..2 vuot-
      incomplet-
      in meno
      avete|hanno ..1 dimenticat-|scordat-|saltat-
      solo|soltanto meta|@number ..3 su|invece|anziche|al`,
  },
  'not-working': {
    weights: { complaint: 0.6, frustration: 0.15 },
    phrases: `
      non ..3 funzion-
      mai funzionat-
      niente|nulla ..1 funzion-
      smess- di funzion-
      malfunzion-
      guast-
      in panne
      fuori uso
      disserviz-
      non ..2 va|vanno|parte|carica|caricano|apre|accende|connette|scarica|prende|permette|lascia ..1 piu|niente|nulla|mai
      non si ..1 apre|carica|accende|collega|connette|chiude|aggiorna
      da|mi|dava|dice|compare|appare ..2 errore
      si ..1 blocca|impalla|scollega|disconnette|interrompe
      va|vanno a scatti
      senza ..1 linea|internet|connessione|luce|gas|corrente|rete`,
  },
  'does-not-go': {
    weights: { complaint: 0.42 },
    phrases: `
      non va|vanno
      non ..1 riesco|riusciamo|riusciva|riuscivo|riuscito|riuscita ..2 a|ad|piu
      impossibile
      instabil-
      lentissim-
      troppo lent-
      bloccat-|bug
      non ..2 permette|accetta|carica|parte|apre`,
  },
  problem: {
    weights: { complaint: 0.45 },
    phrases: `
      ho|abbiamo|avuto|avuti|riscontrat-|c|ci|stato|avendo|avere|trovat- ..3 problem-|inconvenient-|difficolta|grane|disguid-
      problem- con|col|coi|sul|nel|sulla|nella|al
      problema|inconveniente|disguido serio|grave|grosso|urgente
      segnalare|segnalo ..3 problem-|inconvenient-|guast-|error-|danno|disguid-
      qualcosa|qualcosa non va|quadra|torna
      c e qualcosa che non`,
  },
  'same-problem': {
    weights: { complaint: 0.5, frustration: 0.45 },
    mood: 'fixed',
    phrases:
      'stesso|solito|ennesimo|sempre problema\nstessi|soliti|ennesimi problemi\nsempre problemi\nsempre ..1 stess- problem-|stori-',
  },
  'poor-quality': {
    weights: { complaint: 0.55, frustration: 0.2 },
    phrases: `
      scadent-
      qualita ..3 pessima|scarsa|bassa|scadente|infima|mediocre|peggior-
      scars-|pessim-|bassa|infima qualita
      fatt-|rifinit-|incollat-|imballat-|confezionat-|incartat-|protett-|verniciat-|smaltat- ..1 male|malissimo|coi|con piedi?
      mal imballat-|confezionat-|fatt-|rifinit-|protett-|incartat-
      senza ..1 protezion-|imballaggio|imbottitura|pluriball
      imballaggio|imballo|confezione|pacco ..2 inadeguat-|insufficient-|inesistent-|ridicol-|aperto|aperta
      non vale|valgono ..3 soldi|prezzo|pena|costa|euro
      soldi|denaro ..1 buttat-|sprecat-|gettat-|regalat-|persi
      non ..2 all altezza
      puzza|puzzano|odore sgradevol-
      sembra|sembrano ..2 usat-|cinese|plastica|finto|finti
      troppo car-`,
  },
};
