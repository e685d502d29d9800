// Italian words of law, consumer rights, injury and danger: such a message always belongs to a person.
import type { CueTable } from '../cue';

export const italianGrave: CueTable = {
  lawyer: {
    weights: { legalOrSafety: 0.85, frustration: 0.3, complaint: 0.3 },
    mood: 'fixed',
    phrases: `
      mio|nostro|un|dal|all|al|mi|dall avvocato|legale
      avvocat-
      vie|azione|azioni|procedimento|mani legali|legale
      adire ..3 legali
      in tribunale
      giudice di pace
      causa contro|legale|civile
      faccio|faro|fare|far|fatemi ..1 causa
      denunc- ..3 vi|voi|tutti|azienda|carabinieri|polizia|questura|per
      vi|la|li|ti ..1 denunc-
      denunci-|sporg- ..2 querela|denuncia
      faccio|faro|presento|presentero|fare|sporgo|sporgere ..2 denuncia|querela|esposto
      querel-
      diffida|diffido
      messa in mora
      raccomandata ..2 avvocato|legale
      risarciment-|risarcir- ..2 danni|danno
      chiedo|chiedero|voglio|esigo ..2 danni
      danni ..1 morali|fisici|biologici
      class action
      tutela legale
      ufficio legale`,
  },
  'consumer-body': {
    weights: { legalOrSafety: 0.8, frustration: 0.3, complaint: 0.3 },
    mood: 'fixed',
    phrases: `
      codacons|altroconsumo|adiconsum|federconsumatori|adusbef|cittadinanzattiva|agcm|antitrust|agcom
      associazion- ..1 consumator-
      unione ..1 consumatori
      diritti ..1 consumator-
      codice del consumo
      garante
      polizia ..1 postale
      carabinieri
      guardia di finanza
      finanza ..2 mando|chiamo|segnal-
      chiamo|segnalo|chiamer-|segnaler- ..3 polizia|finanza|autorita|nas|asl
      striscia ..1 notizia
      le iene
      conciliazion-`,
  },
  chargeback: {
    weights: { legalOrSafety: 0.75, complaint: 0.4, frustration: 0.3 },
    mood: 'fixed',
    phrases: `
      chargeback
      charge back
      contest-|disconosc-|disconoscere ..4 addebito|pagamento|transazione|carta|operazione|acquisto
      contestazione|controversia|disputa|reclamo ..3 paypal|carta|banca|klarna|satispay
      paypal ..4 contestazione|controversia|disputa|reclamo
      apro|aperto|aprire|apriro ..1 contestazione|controversia|disputa
      storno ..2 carta|banca
      blocco|bloccare|bloccato ..2 pagamento|carta
      frode|fraudolent-
      carta ..2 clonata|rubata`,
  },
  injury: {
    weights: { legalOrSafety: 0.9, complaint: 0.4, urgency: 0.5 },
    mood: 'claim',
    phrases: `
      mi|si|ci sono|e|siamo|ero ..2 tagliat-|ferit-|ustionat-|bruciat-|scottat-
      mi|si|ci sono|e|siamo ..1 fatt- ..1 male
      mi|ci ha|hanno ..2 tagliat-|ferit-|ustionat-|bruciat-|scottat-
      ferit-|taglio alla|al|sulla|sul|nella ..1 mano|mani|dito|dita|piede|gamba|faccia|occhio|braccio
      tagliat- la|una|un|il|le|i|tutta ..1 mano|mani|dito|dita|piede|gamba
      feri- ..2 mio|mia|bambin-|figli-
      pronto soccorso
      finit-|andat-|portat-|corso|corsa ..3 ospedale
      sangue|sanguin-
      punti di sutura
      ambulanz-
      ustion-
      intossicat-|intossicazione|avvelenat-|avvelenament-
      scossa ..1 elettrica
      preso la scossa
      ho|ha|abbiamo ingerit-|ingoiat-
      ha ..2 ingoiat-|ingerit- ..2 pezz-|scheggi-|frammento`,
  },
  danger: {
    weights: { legalOrSafety: 0.85, urgency: 0.5, complaint: 0.3 },
    mood: 'claim',
    phrases: `
      reazione|crisi|shock allergic-|anafilattic-
      allergi- ..4 reazione|sfogo|gonfi-|grave|avut-|venut-|scoppiat-
      sfogo|eruzione ..2 pelle|cutane-
      preso|prende|prendeva|andato|andata|andava ..1 fuoco|fiamme
      incendi-|incendio
      cortocircuito|corto circuito
      esplos-|scoppiat-
      fumo|scintille dalla|dal
      bambin- ..4 ferit-|tagliat-|male|ospedale|ingoiat-|pericol-
      malore
      svenut-`,
  },
  'danger-word': { weights: { legalOrSafety: 0.4, urgency: 0.3 }, phrases: 'pericolos-|pericolo\ntossic-\nospedale' },
  'self-harm': {
    weights: { legalOrSafety: 0.97, urgency: 0.6 },
    mood: 'claim',
    phrases: `
      voglio|vorrei morire|ammazzarmi|uccidermi
      farmi del? male
      farla finita
      mi ammazzo|uccido|suicido
      suicid-
      togliermi la vita
      non voglio piu vivere
      ammazzarmi|uccidermi
      autolesion-`,
  },
};
