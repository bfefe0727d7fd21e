/** Bot designer: settings of a widget's step, its exits, and the JSON text that saving returns. */
define(['jquery', 'underscore', 'host/page'], function ($, _, page) {
  'use strict';

  var mostBytes = 64 * 1024;
  var steps = [];

  return function showSalesbot(boot, widgets) {
    var widget = boot.widgets[0];
    steps = [];
    $('.js-bot-add').on('click', function () {
      add(widget, widgets, $(this).attr('data-handler'));
    });
    $('.js-bot-save').on('click', function () {
      save(widget, widgets);
    });
  };

  function add(widget, widgets, handler) {
    var block = widget.bot[handler];
    var $step = $('<section class="bot-step"></section>').attr('data-handler', handler);
    var $body = $('<div class="bot-step__body"></div>').appendTo($step);
    Object.keys(block.settings).forEach(function (key) {
      $body.append(drawParam(widget, key, block.settings[key]));
    });
    $('.js-bot-steps').append($step);
    var renderRow = function (caption) {
      return (
        '<div class="bot-step__row"><span class="bot-step__caption">' +
        _.escape(caption) +
        '</span></div>'
      );
    };
    return widgets
      .call(widget.code, 'salesbotDesignerSettings', [$body, renderRow, paramsOf($step)])
      .then(function (answer) {
        var exits = (answer && answer.exits) || [];
        exits.forEach(function (exit) {
          $step.append(
            $('<span class="bot-step__exit"></span>').attr('data-exit', exit.code).text(exit.title),
          );
        });
        steps.push({ handler: handler, $step: $step, exits: _.pluck(exits, 'code') });
      });
  }

  /** manual: a person types; otherwise one of the entity's fields is picked. */
  function drawParam(widget, key, param) {
    var label = String(param.name)
      .split('.')
      .reduce(function (value, part) {
        return value && value[part];
      }, widget.langs);
    var $row = $('<label class="bot-step__row"></label>').append(
      $('<span class="bot-step__caption"></span>').text(label || key),
    );
    if (param.manual)
      return $row.append(
        $('<input type="text" class="text-input">')
          .attr('name', key)
          .val(param.default_value || ''),
      );
    var $select = $('<select class="text-input"></select>').attr('name', key);
    $select.append($('<option></option>').val('{{lead.id}}').text('ID'));
    page
      .boot()
      .fields.filter(function (field) {
        return fits(param.type, field.type);
      })
      .forEach(function (field) {
        $select.append(
          $('<option></option>')
            .val('{{lead.cf.' + field.id + '}}')
            .text(field.name),
        );
      });
    if (param.default_value)
      $select.prepend(
        $('<option selected></option>').val(param.default_value).text(param.default_value),
      );
    return $row.append($select);
  }

  function fits(wanted, type) {
    if (wanted === 'numeric') return type === 'numeric';
    if (wanted === 'url') return type === 'url';
    return true;
  }

  function paramsOf($step) {
    var params = {};
    $step.find('[name]').each(function () {
      params[this.name] = $(this).val();
    });
    return params;
  }

  function save(widget, widgets) {
    var all = steps.map(function (step) {
      return widgets
        .call(widget.code, 'onSalesbotDesignerSave', [step.handler, paramsOf(step.$step)])
        .then(function (text) {
          return check(text, step.exits);
        });
    });
    return Promise.all(all)
      .then(function (bots) {
        return $.ajax({
          url: '/ajax/bots',
          method: 'POST',
          contentType: 'application/json',
          data: JSON.stringify({ widget_code: widget.code, steps: bots }),
        });
      })
      .then(
        function () {
          show('ok', '');
        },
        function (error) {
          show('error', String((error && error.message) || error));
        },
      );
  }

  function show(state, text) {
    $('.js-bot-result')
      .attr('data-state', state)
      .text(state === 'ok' ? '✓' : text);
  }

  /** A string of JSON, at most 64 KB, an array or an object of steps, leaving by the declared exits. */
  function check(text, exits) {
    if (typeof text !== 'string') throw new Error('onSalesbotDesignerSave must return a string');
    if (new Blob([text]).size > mostBytes) throw new Error('the bot is larger than 64 KB');
    var bot = JSON.parse(text);
    var list = Array.isArray(bot)
      ? bot
      : Object.keys(bot)
          .filter(function (key) {
            return /^\d+$/.test(key);
          })
          .map(function (key) {
            return bot[key];
          });
    if (list.length === 0) throw new Error('the bot has no steps');
    codesOf(bot).forEach(function (code) {
      if (exits.indexOf(code) < 0)
        throw new Error('exit "' + code + '" is not declared by salesbotDesignerSettings');
    });
    return bot;
  }

  function codesOf(value) {
    if (typeof value !== 'object' || value === null) return [];
    var own = value.handler === 'exits' && value.params ? [value.params.value] : [];
    return own.concat(_.flatten(_.map(_.values(value), codesOf)));
  }
});
