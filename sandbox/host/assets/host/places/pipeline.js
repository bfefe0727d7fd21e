/** Digital pipeline: the tile with the `dp` inputs; dpSettings may hide them and write back. */
define(['jquery', 'host/page'], function ($, page) {
  'use strict';

  return function showPipeline(boot, widgets) {
    var widget = boot.widgets[0];
    $('#page_holder')
      .find('.js-dp-add')
      .on('click', function () {
        $('#dp_tile_holder')
          .empty()
          .append(draw(widget, $(this)));
        widgets.call(widget.code, 'dpSettings').catch(function () {});
      });
    $('#dp_tile_holder').on('click', '.js-trigger-save', function () {
      save(widget, $(this).closest('[data-action=send_widget_hook]'));
    });
    $('#dp_tile_holder').on('click', '.js-trigger-cancel', function () {
      $('#dp_tile_holder').empty();
    });
  };

  function draw(widget, $button) {
    var words = page.boot().words;
    var $tile = $(
      '<div class="dp-tile digital-pipeline__short-task" data-action="send_widget_hook"></div>',
    ).attr({
      'data-status': $button.attr('data-status'),
      'data-pipeline': $button.attr('data-pipeline'),
    });
    var $inner = $('<div></div>')
      .addClass('digital-pipeline__short-task_widget-style_' + widget.code)
      .appendTo($tile);
    $inner.append(
      $('<img alt="" width="174" height="109">').attr(
        'src',
        widget.path.replace(/\/$/, '') + '/images/logo_dp.png',
      ),
    );
    var $fields = $('<div class="dp-tile__fields"></div>').appendTo($tile);
    Object.keys(widget.dp.settings).forEach(function (key) {
      var field = widget.dp.settings[key];
      var label = String(field.name)
        .split('.')
        .reduce(function (value, part) {
          return value && value[part];
        }, widget.langs);
      $fields.append(
        $('<label class="dp-tile__field widget_settings_block__item_field"></label>').append(
          $('<span></span>').text(label || key),
          $('<input type="text" class="text-input">').attr('name', key),
        ),
      );
    });
    return $tile.append(
      $('<div class="dp-tile__controls"></div>').append(
        $(
          '<button type="button" class="button-input button-input_blue js-trigger-save"></button>',
        ).text(words.save),
        $('<button type="button" class="button-input js-trigger-cancel"></button>').text(
          words.cancel,
        ),
      ),
    );
  }

  function save(widget, $tile) {
    var settings = {};
    $tile.find('.dp-tile__fields input[name], .dp-tile__fields select[name]').each(function () {
      if (widget.dp.settings[this.name]) settings[this.name] = $(this).val();
    });
    var isComplete = Object.keys(widget.dp.settings).every(function (key) {
      return !widget.dp.settings[key].required || settings[key];
    });
    $tile.toggleClass('dp-tile_error', !isComplete);
    if (!isComplete) return;
    var trigger = {
      widget_code: widget.code,
      status_id: Number($tile.attr('data-status')),
      pipeline_id: Number($tile.attr('data-pipeline')),
      settings: settings,
      webhook_url: widget.dp.webhook_url || null,
    };
    $.ajax({
      url: '/ajax/triggers',
      method: 'POST',
      contentType: 'application/json',
      data: JSON.stringify(trigger),
    }).done(function () {
      $('.js-dp-count').text(Number($('.js-dp-count').text()) + 1);
      $('#dp_tile_holder').empty();
    });
  }
});
