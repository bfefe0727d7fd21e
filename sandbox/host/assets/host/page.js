/** What the current page is. The one mutable place: a move to another page replaces `boot`. */
define(['jquery', 'backbone', 'underscore'], function ($, Backbone, _) {
  'use strict';

  var current = { boot: null, card: false, navigate: function () {} };

  function set(boot) {
    current.boot = boot;
    current.card = boot.view.cardId === null ? false : makeCard(boot);
  }

  /** An unsaved card is `{ id: 0 }`; a saved one has a model of the form's names. */
  function makeCard(boot) {
    if (!boot.lead) return { id: 0 };
    var values = cardValues(boot.lead);
    var model = new Backbone.Model(values);
    model.defaults = _.clone(values);
    model.changed_fields = [];
    // What public widgets read of it is not documented: it is there, and says that no field is hidden.
    var hider = { hidden_fields: [] };
    return { id: boot.lead.id, model: model, element_type: 2, fields_hider: hider };
  }

  function cardValues(lead) {
    var values = {
      ID: lead.id,
      'lead[NAME]': lead.name,
      'lead[PRICE]': String(lead.price),
      'lead[STATUS]': String(lead.statusId),
      'lead[PIPELINE_ID]': String(lead.pipelineId),
      'lead[MAIN_USER]': String(lead.responsibleUserId),
    };
    lead.fields.forEach(function (field) {
      var first = field.values[0] || {};
      var many = field.values.map(function (one) {
        return String(one.enumId || one.value);
      });
      values['CFV[' + field.fieldId + ']'] =
        many.length > 1 ? JSON.stringify(many) : String(first.enumId || first.value);
    });
    if (lead.contacts[0]) values['contact[FN]'] = lead.contacts[0].name;
    if (lead.company) values['company[NAME]'] = lead.company.name;
    return values;
  }

  function list() {
    if (current.boot.view.location !== 'llist') return [];
    return current.boot.leads.map(function (lead) {
      return {
        id: lead.id,
        name: lead.name,
        checked:
          $('.js-list-row[data-id=' + lead.id + '] .js-list-row__check').prop('checked') === true,
      };
    });
  }

  function widgetList() {
    return current.boot.widgets.reduce(function (all, widget) {
      all[widget.code] = {
        params: _.extend(
          { widget_code: widget.code, path: widget.path, version: widget.version },
          widget.install.settings,
        ),
      };
      return all;
    }, {});
  }

  function countByArea() {
    var counts = { everywhere: 0, leads_card: 0 };
    current.boot.widgets.forEach(function (widget) {
      if (_.contains(widget.locations, 'lcard-1') || _.contains(widget.locations, 'lcard'))
        counts.leads_card += 1;
      if (_.contains(widget.locations, 'everywhere')) counts.everywhere += 1;
    });
    return counts;
  }

  return {
    set: set,
    boot: function () {
      return current.boot;
    },
    card: function () {
      return current.card;
    },
    list: list,
    widgetList: widgetList,
    countByArea: countByArea,
    navigate: function () {
      return current.navigate.apply(null, arguments);
    },
    onNavigate: function (navigate) {
      current.navigate = navigate;
    },
  };
});
