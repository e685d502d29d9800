// Italian complaints about the way here: late, lost, never seen, charged twice, money not given back.
import type { CueTable } from '../cue';

export const italianDeliveryComplaints: CueTable = {
  'not-arrived': {
    weights: { complaint: 0.52, frustration: 0.1 },
    phrases: `
      non ..4 @arrived niente|nulla|nessun-?
      non ..1 arriva|arrivano
      ancora|tuttora non ..3 arriv-|ricev-|spedi-|consegn-|partit-|evas-|visto|vedo|sped-
      non ..2 ancora ..2 arriv-|ricev-|spedi-|consegn-|partit-|evas-|sped-
      non|mai ..3 stat- ..1 spedit-|consegnat-|evas-|recapitat-
      non ho|abbiamo ..1 ricevuto
      niente|nulla ..1 arrivat-|ricevut-
      di ..2 pacco|ordine nessuna|neanche|nemmeno traccia|ombra`,
  },
  'never-arrived': {
    weights: { complaint: 0.65, frustration: 0.3 },
    phrases: `
      mai ..1 arrivat-|ricevut-|consegnat-|pervenut-|spedit-|partit-|vist-|recapitat-
      non ..3 mai ..1 arrivat-|ricevut-|consegnat-|pervenut-|spedit-|vist-|recapitat-
      nessuna|neanche|nemmeno ..1 traccia|ombra del|di|dell`,
  },
  'still-nothing': {
    weights: { complaint: 0.5, frustration: 0.35 },
    phrases: `
      ancora niente|nulla|niente|zero
      e|ma|pero niente|nulla ancora
      ancora nessun-
      ad oggi ..3 niente|nulla|nessun-|non|ancora
      a tutt oggi
      ancora ..1 attesa|aspett-|attend-
      sto|stiamo ancora aspett-|attend-
      non ..3 saputo|sentito ..1 nulla|niente
      non si ..1 vede|sa|muove ..1 niente|nulla|nessuno
      nessuna novita|notizia|notizie|comunicazione|informazione|aggiornamento
      senza notizie|novita`,
  },
  late: {
    weights: { complaint: 0.5, frustration: 0.15 },
    phrases: `
      in ..1 ritardo
      ritardo|ritardi ..2 enorm-|assurd-|incredibil-|pazzesc-|continu-|ennesim-|di|nella|della|consegna
      enorm-|assurd-|grave|gravi|continu-|ennesim-|troppo|solit- ritardo|ritardi
      doveva|dovevano ..2 arriv-|consegn-|partire|passare
      doveva|dovevano essere ..1 qui|consegnat-|spedit-|arrivat-
      sarebbe|sarebbero ..1 dovut- arriv-|essere|partire
      promess- ..4 consegn-|arriv-|entro|per
      consegna|arrivo ..1 prevista|previsto|promess- ..4 ma|invece|e|non|ancora
      ci hanno|avete|ha messo|impiegato ..3 @time
      pagat- ..3 espress-|veloce|urgente|prioritari- ..4 ma|e|invece|per
      tempi ..2 lunghissim-|biblic-|infinit-|eterni|eterne|assurd-
      slittat-|rimandat-|posticipat-|rinviat-
      scadut- il|i termin-|tempi`,
  },
  delay: { weights: { complaint: 0.35 }, phrases: 'ritard-' },
  'waiting-long': {
    weights: { complaint: 0.5, frustration: 0.5 },
    phrases: `
      aspett-|attend-|attesa|attes- ..4 da|dal|dall|oltre ..1 @time
      aspett-|attend-|attesa|attes- ..4 da piu|oltre|quasi|tutta ..2 @time
      da|dal|oltre ..2 @time ..2 che? ..1 aspett-|attend-|attesa|chied-|scriv-|chiam-|prov-|cerc-|sollecit-|richied-
      sono|e|saranno|passat-|ormai|dopo ..2 @number|quasi|oltre|piu|un ..2 @time ..2 che ..3 aspett-|attend-|non|nessun-|chied-|scriv-|prov-
      passat-|trascors-|dopo ..2 @number ..1 @time ..5 nessun-|niente|nulla|ancora
      quanto|quanti|fino ..3 devo|dobbiamo|dovro|debbo ..2 aspettare|attendere
      quanto ancora
      una vita che
      e una vita
      @number|oltre|ore|mezz ..1 @time|ora di attesa|ritardo
      non posso|possiamo ..1 aspettare|attendere
      stanc-|stuf- di aspett-
      in attesa da`,
  },
  'for-long': {
    weights: { complaint: 0.3, frustration: 0.3 },
    phrases: 'da mesi|settimane|giorni|ore|anni|tempo|secoli|sempre\nda ..1 @many @time\nda piu|oltre|quasi ..2 @time',
  },
  stuck: {
    weights: { complaint: 0.5, frustration: 0.15 },
    phrases: `
      ferm-|bloccat-|incagliat- da|in|al|allo|alla|nel|presso ..2 @time|deposito|dogana|magazzino|centro|hub|filiale|li
      @parcel ..3 fermo|ferma|fermi|bloccat-|incagliat-
      tracking|tracciamento|tracciatura ..5 ferm-|bloccat-
      tracking|tracciamento|tracciatura ..3 non ..2 si|funziona|va|aggiorn-|muov-
      non si muove`,
  },
  lost: {
    weights: { complaint: 0.6, frustration: 0.25 },
    phrases: `
      @parcel ..3 perso|persa|persi|smarrit-|dispers-|sparit-|scompars-|rubat-
      perso|persa|smarrit-|rubat- ..3 @parcel
      avete|hanno|ha ..1 perso|smarrit-
      sparit- nel nulla
      smarriment-`,
  },
  'says-delivered': {
    weights: { complaint: 0.55, frustration: 0.2 },
    phrases: `
      risulta|segna|segnato|dice|dicono|risultava|dato|scritto|segnalat- ..3 consegnat-|recapitat-|evas-
      consegnat- ..3 ma|pero ..4 non|nessun-|niente|nulla|mai
      consegnat- ..2 vicin- ..2 senza
      mai ..1 passat-|suonat-|citofonat-|venut-
      non ..3 suonat-|citofonat-|bussat-
      non ..3 passato nessuno
      finto|falso|falsa|finta tentativo|firma|consegna
      firma falsa
      consegnat- ..2 indirizzo sbagliat-|errat-`,
  },
  'careless-courier': {
    weights: { complaint: 0.58, frustration: 0.25 },
    phrases: `
      corriere|fattorino|postino|autista|spedizioniere ..5 lanciat-|lancia|buttat-|lasciat-|abbandonat-|mollat-|scaraventat-|rifiutat-
      lasciat-|abbandonat-|buttat-|mollat-|lanciat- ..4 strada|pioggia|marciapiede|fuori|androne|cancello|terra|giardino|ballatoio|scale|siepe
      sotto la pioggia
      pacco|scatola|scatolo|collo ..2 apert-|manomess-|distrutt-|bagnat-|fradici-|sfondat-|ammaccat-`,
  },
  'refund-missing': {
    weights: { complaint: 0.62, frustration: 0.25 },
    phrases: `
      rimborso|rimborsi|accredito|soldi|storno|risarcimento|bonifico ..5 non|mai|ancora|nessun- ..4 arriv-|ricev-|vist-|accredit-|avut-|pervenut-|effettuat-|fatto
      non|mai|ancora ..4 arriv-|ricevut-|vist-|avut-|accreditat-|fatto ..2 rimborso|soldi|accredito|storno|bonifico
      non ..3 rimborsat-|risarcit-|stornat-|restituit-|accreditat-
      ancora ..2 rimborso|rimborsat-
      senza ..2 rimborso
      non ..3 rimborsate|rimborsare|rimborsano|rimborsa
      negat-|rifiutat- ..3 rimborso|reso|cambio|sostituzione|garanzia`,
  },
  'wants-money-back': {
    weights: { complaint: 0.58, frustration: 0.3 },
    mood: 'fixed',
    phrases: `
      rivoglio|rivogliamo|ridatemi|restituitemi|rendetemi|ridammi|ridateci ..3 soldi|denaro|rimborso|euro
      rivoglio|rivogliamo|ridatemi|restituitemi
      indietro ..1 i ..1 soldi
      soldi ..1 indietro
      dove|dov|fine ..4 miei|nostri soldi
      pretendo|esigo ..3 rimborso|risarcimento|sostituzione|soldi
      voglio ..1 rimborso ..1 totale|completo|immediat-|subito`,
  },
  overcharged: {
    weights: { complaint: 0.6, frustration: 0.2 },
    phrases: `
      addebitat-|pagat-|prelevat-|scalat- ..4 due|2|tre|3 volte
      addebitat-|pagat-|prelevat-|scalat- ..2 doppio|doppia
      doppi- addebit-|pagament-|preliev-|ordine
      due|2|tre|3 addebiti|prelievi|pagamenti
      addebit-|preliev- ..2 non autorizzat-|riconosc-|richiest-|dovut-
      addebit- ..2 sconosciut-|stran-|anomal-|ingiustificat-
      fatt-|fatto|avete ..2 pagare|addebitat-|pagato ..3 in|di piu|troppo
      pagato|pagati|pagata ..4 ma|e|pero ..4 non|niente|nulla|mai
      costi|spese|addebiti nascost-|occult-
      attivat-|abbonat- ..3 senza ..2 consenso|richiest-|autorizz-|saper-|mio
      mai ..1 richiest-|autorizzat-|sottoscritt-|attivat-
      non ..1 richiest-|autorizzat-|dovut-
      tolto|tolgono|togliete|rimosso ..3 senza
      aument- ..3 sempre|prezz-|tariff-|cost-|senza
      prezzo|importo|totale|conto ..3 gonfiat-|raddoppiat-`,
  },
  'price-grumble': {
    weights: { complaint: 0.35, frustration: 0.1 },
    phrases:
      'carissim-\ntropp- caro|cara|cari|care|alto|alti|costos-\nprezz- alt-|alle|altissim-|esagerat-|folli\npiu cara|cari di|in|che\nun furto',
  },
  'order-cancelled': {
    weights: { complaint: 0.5, frustration: 0.2 },
    phrases: `
      avete|hanno ..2 annullat-|cancellat-|disdett-
      mi|ci e|hanno ..2 annullat-|cancellat-
      ordine|acquisto|prenotazione ..4 stato|stata ..2 annullat-|cancellat-
      annullat-|cancellat- ..3 senza ..3 avvis-|motiv-|spiegazion-|preavvis-|dirmi`,
  },
};
