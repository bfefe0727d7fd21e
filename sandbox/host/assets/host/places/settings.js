/** Integrations: a tile opens the modal, the modal saves, `custom` fields and failures as in Kommo. */
define(['jquery', 'host/page', 'lib/components/base/modal'], function ($, page, Modal) {
  'use strict';

  return function showSettings(boot, widgets) {
    $('#page_holder')
      .find('.js-widget-tile')
      .on('click', function () {
        var code = $(this).attr('data-code');
        open(
          boot.widgets.filter(function (widget) {
            return widget.code === code;
          })[0],
          widgets,
        );
      });
  };

  function open(widget, widgets) {
    var words = page.boot().words;
    var modal = new Modal({
      class_name: 'widget-settings__modal ' + widget.code,
      init: function ($body) {
        $body.append(draw(widget, words));
        $body.trigger('modal:loaded').trigger('modal:centrify');
      },
    });
    var $body = modal.$body;
    fill(widget, $body);
    listen(widget, widgets, modal);
    widgets
      .call(widget.code, 'settings', [$body.find('.widget_settings_block')])
      .catch(function () {});
  }

  function draw(widget, words) {
    var isOn = widget.install.status === 'installed';
    var $block = $('<div class="widget_settings_block"></div>').attr(
      'id',
      'widget_settings_block_' + widget.code,
    );
    $block.append(
      $('<div class="widget_settings_block__head"></div>').append(
        $('<img alt="" width="130" height="100">').attr(
          'src',
          widget.path.replace(/\/$/, '') + '/images/logo.png',
        ),
        $('<h2></h2>').text(text(widget, widget.names.name)),
      ),
    );
    $block.append(
      $('<div class="widget_settings_block__descr widget-settings__desc-space"></div>').text(
        text(widget, widget.names.description),
      ),
    );
    var $fields = $(
      '<div id="widget_settings__fields_wrapper" class="widget_settings_block__fields"></div>',
    ).appendTo($block);
    Object.keys(widget.settingsFields).forEach(function (key) {
      $fields.append(drawField(widget, key, widget.settingsFields[key]));
    });
    $block.append(
      $('<div class="widget_settings_block__controls"></div>').append(
        $(
          '<button type="button" class="button-input button-input_blue button-input-disabled" disabled></button>',
        )
          .addClass(isOn ? 'js-widget-save' : 'js-widget-install')
          .attr('data-onsave-destroy-modal', 'true')
          .text(isOn ? words.save : words.install),
        isOn
          ? $('<button type="button" class="button-input js-widget-uninstall"></button>').text(
              words.disable,
            )
          : '',
      ),
    );
    return $('<div></div>')
      .append(
        '<span class="modal-body__close" role="button" tabindex="0" aria-label="×"><span class="icon icon-modal-close">×</span></span>',
        $block,
      )
      .contents();
  }

  function text(widget, key) {
    return (
      String(key)
        .split('.')
        .reduce(function (value, part) {
          return value && value[part];
        }, widget.langs) || ''
    );
  }

  function drawField(widget, key, field) {
    var $item = $('<div class="widget_settings_block__item_field"></div>').attr('data-field', key);
    if (field.type === 'custom') {
      return $item.append(
        $('<input type="hidden">').attr({ name: key, id: widget.code + '_custom' }),
        $('<div></div>').attr('id', widget.code + '_custom_content'),
      );
    }
    $item.append(
      $('<label class="widget_settings_block__title_field"></label>')
        .attr('for', 'widget_' + key)
        .text(text(widget, field.name)),
    );
    var $holder = $('<div class="widget_settings_block__input_field"></div>').appendTo($item);
    if (field.type === 'users' || field.type === 'users_lp') {
      page.boot().users.forEach(function (user) {
        $holder.append(
          $('<label class="widget_settings_block__user"></label>')
            .text(user.name)
            .append(
              $('<input type="text" class="text-input">').attr('name', key + '[' + user.id + ']'),
              field.type === 'users_lp'
                ? $('<input type="password" class="text-input">').attr(
                    'name',
                    key + '_password[' + user.id + ']',
                  )
                : '',
            ),
        );
      });
      return $item;
    }
    $holder.append(
      $('<input class="text-input widget_settings_block__controls__">').attr({
        type: field.type === 'pass' ? 'password' : 'text',
        name: key,
        id: 'widget_' + key,
        autocomplete: 'off',
      }),
    );
    return $item;
  }

  function fill(widget, $body) {
    Object.keys(widget.install.settings).forEach(function (key) {
      var value = widget.install.settings[key];
      $body
        .find('[name="' + key + '"]')
        .val(typeof value === 'object' ? JSON.stringify(value) : value);
    });
  }

  function fieldsOf($body) {
    var fields = {};
    $body.find('#widget_settings__fields_wrapper [name]').each(function () {
      fields[this.name] = $(this).val();
    });
    return fields;
  }

  /** Save is on after a change and while no required field is empty. */
  function listen(widget, widgets, modal) {
    var $body = modal.$body;
    var $button = $body.find('.js-widget-save, .js-widget-install');
    function refresh() {
      var isComplete = Object.keys(widget.settingsFields).every(function (key) {
        return (
          !widget.settingsFields[key].required || $body.find('[name="' + key + '"]').val() !== ''
        );
      });
      $button.prop('disabled', !isComplete).toggleClass('button-input-disabled', !isComplete);
    }
    $body.on('input change', '#widget_settings__fields_wrapper [name]', refresh);
    if (widget.install.status !== 'installed') refresh();
    $button.on('click', function () {
      save(widget, widgets, modal, 'Y');
    });
    $body.find('.js-widget-uninstall').on('click', function () {
      save(widget, widgets, modal, 'N');
    });
  }

  /** onSave may change the fields, wait, or refuse: a rejection keeps the modal open. */
  function save(widget, widgets, modal, active) {
    var $button = modal.$body
      .find('.js-widget-save, .js-widget-install')
      .addClass('button-input-loading');
    var change = { active: active, fields: fieldsOf(modal.$body) };
    var wasInstalled = widget.install.status === 'installed';
    return widgets
      .call(widget.code, 'onSave', [change])
      .then(function () {
        return $.ajax({
          url: '/ajax/widgets/edit',
          method: 'POST',
          contentType: 'application/json',
          data: JSON.stringify(change),
        });
      })
      .then(function (install) {
        widget.install = install;
        $button.removeClass('button-input-loading').trigger('button:save:success');
        if (active === 'N') return widgets.destroy(widget.code);
        if (!wasInstalled) return widgets.call(widget.code, 'onInstall').catch(function () {});
      })
      .then(
        function () {
          modal.destroy();
          var isOn = widget.install.status === 'installed';
          var words = page.boot().words;
          $('.js-widget-tile[data-code="' + widget.code + '"]')
            .attr('data-status', widget.install.status)
            .find('.settings-tile__status')
            .toggleClass('settings-tile__status_on', isOn)
            .text(isOn ? words.installed : words.notInstalled);
        },
        function () {
          $button.removeClass('button-input-loading').trigger('button:save:error');
        },
      );
  }
});
