/** A neighbour that behaves: its own block, its own listener, and it cleans up. */
define(['jquery'], function ($) {
  'use strict';

  return function Neighbor() {
    var self = this;
    this.callbacks = {
      render: function () {
        if (self.system().area !== 'lcard') return false;
        self.render_template(
          {
            caption: { class_name: 'sandbox-neighbor' },
            body: '',
            render:
              '<div class="sandbox-neighbor__body"><button type="button" class="button">{{ name }}</button><p class="score">0</p></div>',
          },
          { name: self.i18n('widget.name') },
        );
        return true;
      },
      init: function () {
        return true;
      },
      bind_actions: function () {
        $(document).on('click.neighbor', '.sandbox-neighbor__body .button', function () {
          $('.sandbox-neighbor__body .score').text(function (index, text) {
            return Number(text) + 1;
          });
        });
        return true;
      },
      settings: function () {
        return true;
      },
      onSave: function () {
        return true;
      },
      destroy: function () {
        $(document).off('.neighbor');
      },
    };
    return this;
  };
});
