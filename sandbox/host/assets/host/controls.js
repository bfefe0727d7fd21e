/** Behaviour of the native controls: a select writes its hidden input and fires `change`. */
define(['jquery'], function ($) {
  'use strict';

  return {
    listen: function () {
      $(document).on('click.controls', '.control--select--button', function () {
        $(this).closest('.control--select').toggleClass('control--select_open');
      });
      $(document).on('click.controls', '.control--select--list--item', function () {
        var $item = $(this);
        var $select = $item.closest('.control--select').removeClass('control--select_open');
        $select
          .find('.control--select--list--item-selected')
          .removeClass('control--select--list--item-selected');
        $item.addClass('control--select--list--item-selected');
        $select
          .find('.control--select--button')
          .attr('data-value', $item.attr('data-value'))
          .find('.control--select--button-inner')
          .text($item.text());
        $select
          .find('.control--select--input')
          .val($item.attr('data-value'))
          .trigger('change')
          .trigger('controls:change');
      });
    },
  };
});
