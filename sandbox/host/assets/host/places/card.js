/** The card's own form: an edit reaches the model at once, the API at save, as in Kommo. */
define(['jquery', 'host/page'], function ($, page) {
  'use strict';

  return function showCard(boot) {
    var $form = $('#edit_card');
    $form.on('input change', '[name]', function () {
      var card = page.card();
      if (!card.model) return;
      card.model.set(this.name, this.value);
      if (card.model.changed_fields.indexOf(this.name) < 0)
        card.model.changed_fields.push(this.name);
      $('#save_and_close_contacts_link').prop('hidden', false);
    });
    $form.on('click', '.js-card-tab', function () {
      $form.attr('data-tab', $(this).attr('data-tab'));
    });
    $form.on('reset', function () {
      location.reload();
    });
    $form.on('submit', function (event) {
      event.preventDefault();
      save(boot).then(
        function () {
          location.reload();
        },
        function (answer) {
          window.APP.notifications.show_message_error({
            header: 'API',
            text: String(answer.responseText || answer.statusText).slice(0, 200),
          });
        },
      );
    });
  };

  function save(boot) {
    var model = page.card().model;
    var changed = model.changed_fields;
    var body = {};
    if (changed.indexOf('lead[NAME]') >= 0) body.name = model.get('lead[NAME]');
    if (changed.indexOf('lead[PRICE]') >= 0) body.price = Number(model.get('lead[PRICE]')) || 0;
    if (changed.indexOf('lead[STATUS]') >= 0) {
      body.status_id = Number(model.get('lead[STATUS]'));
      body.pipeline_id = boot.lead.pipelineId;
    }
    var values = boot.fields
      .filter(function (field) {
        return changed.indexOf('CFV[' + field.id + ']') >= 0;
      })
      .map(function (field) {
        return fieldValue(field, model.get('CFV[' + field.id + ']'));
      });
    if (values.length > 0) body.custom_fields_values = values;
    return $.ajax({
      url: '/api/v4/leads/' + boot.lead.id,
      method: 'PATCH',
      contentType: 'application/json',
      data: JSON.stringify(body),
    });
  }

  function fieldValue(field, value) {
    if (value === '') return { field_id: field.id, values: null };
    if (field.enums.length > 0) return { field_id: field.id, values: [{ enum_id: Number(value) }] };
    return {
      field_id: field.id,
      values: [{ value: field.type === 'numeric' ? Number(value) : value }],
    };
  }
});
